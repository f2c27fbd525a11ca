"""Measures the checks on the exams: found and missed errors, false alarms and noise, by kind, language and code.

    python benchmarks/exams.py [SET ...] [--show]     sets of data/exams ("a1"), or files of the same form; all of them

Found: any finding touches the wrong words; strict: an error does. Alarmed: a faithful summary with an error anywhere;
noisy: with any finding. A code's row counts its findings on the wrong words, on faithful summaries, and elsewhere. The
AUC of risk is the chance that a wrong summary has a higher risk than a faithful one.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from scipy.stats import mannwhitneyu

from newslab.checks.examine import examine
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

EXAMS = Path(__file__).resolve().parent.parent / "data" / "exams"


COLUMNS = {"id", "language", "published", "article", "summary", "kind", "error"}


def rows_of(sets):
    """Return the rows of some sets, all of the folder's where none is named; ValueError says which line is no row."""
    paths = [EXAMS / f"{name}.jsonl" if (EXAMS / f"{name}.jsonl").exists() else Path(name) for name in sets]
    rows = []
    for path in paths or sorted(EXAMS.glob("*.jsonl")):
        if not path.is_file():
            known = ", ".join(sorted(known.stem for known in EXAMS.glob("*.jsonl")))
            raise ValueError(f"{path} is neither a file nor a set; there are {known}")
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
            if not isinstance(row, dict) or COLUMNS - row.keys():
                raise ValueError(f"{path}, line {number}: a row needs {', '.join(sorted(COLUMNS))}")
            if row["error"] is not None and row["error"] not in row["summary"]:
                raise ValueError(f"{path}, line {number}: the summary does not have the words {row['error']!r}")
            rows.append(row)
    return rows


def findings_and_risk(row):
    """Return what an editor is shown of a row, errors and warnings, and its risk."""
    article = Article(id=row["id"], language=row["language"], text=row["article"], published=row["published"])
    examination = examine(align(Pair(id=row["id"], article=article, summary=row["summary"])))
    return [finding for finding in examination.findings if finding.severity != "ok"], examination.risk.value


def touches(finding, row):
    """Tell whether a finding lies on the words that are wrong."""
    if row["error"] is None:
        return False
    start = row["summary"].index(row["error"])
    return finding.summary_span.start < start + len(row["error"]) and finding.summary_span.end > start


class Tally:
    """Counts what was found and what was raised for nothing."""

    def __init__(self):
        self.kinds = defaultdict(lambda: [0, 0, 0])  # wrong, found, strict
        self.faithful = defaultdict(lambda: [0, 0, 0])  # faithful, alarmed, noisy
        self.codes = defaultdict(lambda: [0, 0, 0])  # on the wrong words, on faithful summaries, elsewhere
        self.risks = defaultdict(lambda: ([], []))  # of faithful summaries and of wrong ones

    def add(self, row, findings, risk):
        self.risks[row["language"]][row["error"] is not None].append(risk)
        for finding in findings:
            place = 0 if touches(finding, row) else 1 if row["error"] is None else 2
            self.codes[finding.severity, finding.rule.code][place] += 1
        errors = [finding for finding in findings if finding.severity == "error"]
        if row["error"] is None:
            counts, seen = self.faithful[row["language"]], (True, bool(errors), bool(findings))
        else:
            hits = [finding for finding in findings if touches(finding, row)]
            counts, seen = self.kinds[row["kind"]], (True, bool(hits), any(hit in errors for hit in hits))
        for place, counted in enumerate(seen):
            counts[place] += counted

    def tell(self):
        table("kind", ("wrong", "found", "strict"), self.kinds)
        table("language", ("faithful", "alarmed", "noisy"), self.faithful)
        for language, (faithful, wrong) in sorted(self.risks.items()):
            if faithful and wrong:
                higher = mannwhitneyu(wrong, faithful).statistic / len(faithful) / len(wrong)
                print(f"\nAUC of risk, {language}: {higher:.3f}")
        table("code", ("hit", "on faithful", "elsewhere"), {" ".join(key): self.codes[key] for key in self.codes})


def table(title, heads, lines):
    print(f"\n{title:22}" + "".join(f"{head:>13}" for head in heads))
    for name, counts in sorted(lines.items()):
        print(f"{name:22}" + "".join(f"{count:13}" for count in counts))
    print(f"{'all':22}" + "".join(f"{sum(column):13}" for column in zip(*lines.values(), strict=True)))


def show(row, findings):
    """Print a wrong summary of which nothing was found, and a faithful one of which something is said."""
    said = [(found.rule.code, row["summary"][found.summary_span.start : found.summary_span.end]) for found in findings]
    if row["error"] is None and findings:
        print(f"{row['id']} faithful: {said}")
    elif row["error"] is not None and not any(touches(finding, row) for finding in findings):
        print(f"{row['id']} {row['kind']} missed: {row['error']!r}; {row['why']}; elsewhere: {said}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help="print the missed and the alarmed ones")
    arguments = parser.parse_args()
    try:
        rows = rows_of(arguments.sets)
    except ValueError as error:
        parser.error(str(error))
    tally = Tally()
    for row in rows:
        findings, risk = findings_and_risk(row)
        tally.add(row, findings, risk)
        if arguments.show:
            show(row, findings)
    tally.tell()


if __name__ == "__main__":
    main()
