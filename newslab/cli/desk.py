"""The verbs of reviewing: ``review`` opens the desk or proves its record, ``export`` lets approved summaries out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from newslab.cli.console import EXIT_FOUND, say
from newslab.cli.options import UiOption
from newslab.mistakes import UserError
from newslab.review.desk import Desk, Order
from newslab.review.exports import write_export
from newslab.review.forget import forget
from newslab.review.outcome import outcomes
from newslab.review.pairs import preferences
from newslab.review.serve import serve_desk
from newslab.review.session import Reviewer
from newslab.review.signs import signs_of_use
from newslab.review.store import ReviewStore, StoreError
from newslab.study.preferences import Choice, duels, told
from newslab.studyfolder import REVIEWS
from newslab.wording import default_ui

StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="A folder that compare made.")]
FourEyes = Annotated[bool, typer.Option("--four-eyes", help="Approved means: two people approved the same texts.")]
Form = Literal["jsonl", "csv", "parquet", "dataset", "html"]
_SUFFIX: dict[Form, str] = {
    "jsonl": ".jsonl",
    "csv": ".csv",
    "parquet": ".parquet",
    "dataset": "-dataset",
    "html": "-pages",
}


def review(
    study: StudyFolder,
    reviewer: Annotated[str, typer.Option(help="Who reviews; stands in every record.")] = "",
    role: Annotated[str, typer.Option(help="In which function; approval needs one.")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="Hide the model's name until the verdict.")] = False,
    four_eyes: FourEyes = False,
    order: Annotated[Order, typer.Option(help="What comes first.")] = "risk",
    address: Annotated[
        str, typer.Option(help="Serve at this address; others than 127.0.0.1 let the network in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Serve at this port (0: any free one).")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    verify: Annotated[
        bool, typer.Option("--verify", help="Do not review: prove that the record was not changed.")
    ] = False,
    head: Annotated[Path | None, typer.Option(help="With --verify: a .head.json that an export wrote.")] = None,
    backup: Annotated[Path | None, typer.Option(help="Do not review: copy the record here.")] = None,
    signs: Annotated[
        bool, typer.Option("--signs", help="Do not review: say how the approvals came about, editor by editor.")
    ] = False,
    preferred: Annotated[
        bool,
        typer.Option("--preferences", help="Do not review: say whose drafts were preferred; it names the models."),
    ] = False,
    forgotten: Annotated[
        str, typer.Option("--forget", metavar="ARTICLE_ID", help="Do not review: remove this article's text.")
    ] = "",
    ui: UiOption = None,
) -> None:
    """Open the desk; or prove (--verify), copy (--backup) or read (--signs, --preferences) a study's record."""
    if sum(map(bool, (verify, backup, signs, preferred, forgotten))) > 1:
        raise UserError("--verify, --backup, --signs, --preferences and --forget are one at a time")
    if head and not verify:
        raise UserError("--head is what --verify compares the record with; give both")
    desk = Desk(study)
    if verify or backup or signs or preferred:
        tell = _tell_signs if signs else partial(_tell_preferences, ui=ui or default_ui())
        _read_record(desk, verify=verify, head=_read_head(head) if head else None, backup=backup, tell=tell)
        return
    if not reviewer.strip():
        raise UserError("who reviews? give --reviewer NAME (and --role ROLE, which approval needs)")
    if forgotten:
        with _record(study) as store:
            count = forget(desk, store, forgotten, Reviewer(name=reviewer, role=role), ui or default_ui())
        say(
            f"the text of {forgotten} was removed; {count} summaries of it stay. `newslab report` builds its page anew."
        )
        return
    with _record(study) as store:
        store.rehearse()  # what keeps an editor from saving is said before there is anything to save
    say(f"{len(desk.items)} summaries to review in {study}; stop the desk with Ctrl-C")
    settings = {
        "reviewer": reviewer,
        "role": role,
        "blind": blind,
        "four_eyes": four_eyes,
        "order": order,
        "ui": ui or default_ui(),
    }
    raise typer.Exit(serve_desk(study, settings, address=address, port=port, browser=browser))


def export(
    study: StudyFolder,
    form: Annotated[Form, typer.Option("--format", help="How it is written.")] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to (default: STUDY/export…).")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is not approved, marked so in every row.")
    ] = False,
    four_eyes: FourEyes = False,
    blind: Annotated[bool, typer.Option("--blind", help="No model's name where nothing was decided.")] = False,
    ui: UiOption = None,
) -> None:
    """Write the approved summaries, each with its whole review; --all adds the others, marked."""
    target = out or study / f"export{_SUFFIX[form]}"
    desk = Desk(study)
    with _record(study) as store:
        found = list(outcomes(desk, store, everything=everything, four_eyes=four_eyes))
        try:
            write_export(found, store, form, target, ui or default_ui(), blind=blind)
        except OSError as error:
            raise UserError(f"cannot write {target}: {error}") from error
    approved = sum(outcome.status == "approved" for outcome in found)
    say(f"{approved} approved of {len(desk.items)} summaries; {len(found)} written to {target}")


@contextmanager
def _record(study: Path, *, read_only: bool = False) -> Iterator[ReviewStore]:
    """Yield a study's record; whatever it cannot do is told as the command's mistake."""
    try:
        with ReviewStore(study / REVIEWS, read_only=read_only) as store:
            yield store
    except StoreError as error:
        raise UserError(str(error)) from error


def _read_record(
    desk: Desk,
    *,
    verify: bool,
    head: tuple[int, str] | None,
    backup: Path | None,
    tell: Callable[[Desk, ReviewStore], None],
) -> None:
    """Prove the record, copy it, or tell what it shows; what only reads makes no record where there is none."""
    if backup is not None and backup.exists():
        raise UserError(f"{backup} stands there already; choose another name for the backup")
    if not (desk.folder / REVIEWS).exists():
        if head and head[0] > 0:
            say(f"the record is gone: an export names {head[0]} events")
            raise typer.Exit(EXIT_FOUND)
        if backup is not None:
            raise UserError(f"nobody has reviewed {desk.folder} yet: there is no record to copy")
        typer.echo("nobody has reviewed this study yet: there is no record")
        return
    with _record(desk.folder, read_only=True) as store:
        if backup is not None:
            store.backup(backup)
        elif verify:
            _prove(store, head)
        else:
            tell(desk, store)


def _prove(store: ReviewStore, head: tuple[int, str] | None) -> None:
    """Say whether the record holds; leave with status 3 where it does not."""
    number, digest = store.head()
    breach = store.verify(head)
    if breach is not None:
        say(f"the record is broken at event {breach.number}: {breach.reason}")
        raise typer.Exit(EXIT_FOUND)
    typer.echo(f"the record holds: {number} events, the last with hash {digest}")


def _tell_signs(desk: Desk, store: ReviewStore) -> None:
    """Write one line for each editor who approved anything."""
    drafts = {item.id: item.machine_text for item in desk.items.values()}
    for each in signs_of_use(store.events(), drafts):
        open_for = "no time recorded" if each.seconds is None else f"open for {each.seconds:.0f} s (median)"
        typer.echo(
            f"{each.editor}: {each.approvals} approved, {open_for}, {each.unchanged} of them unchanged, "
            f"{each.unopened} without opening a finding's evidence"
        )
    say("Signs of how the desk was used; a short text without findings is read quickly. No verdict on a person.")


def _tell_preferences(desk: Desk, store: ReviewStore, ui: str) -> None:
    """Write whose drafts the editors preferred, side by side."""
    for line in told(duels(_choices(desk, store)), ui):
        typer.echo(line)


def _choices(desk: Desk, store: ReviewStore) -> Iterator[Choice]:
    """Yield each editor's last choice on each pair whose drafts are still in the study."""
    for chosen in preferences(store.events()).values():
        items = [desk.items[side] for side in sorted(chosen.key) if side in desk.items]
        if len(items) == 2:
            better = [item.model for item in items if chosen.of(item.id) == "preferred"]
            yield Choice(
                article_id=items[0].article_id,
                models=frozenset(item.model for item in items),
                preferred=better[0] if better else None,
            )


def _read_head(path: Path) -> tuple[int, str]:
    try:
        told = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise UserError(f"{path} is no .head.json of an export ({error})") from error
    number = told.get("events") if isinstance(told, dict) else None
    # SQLite numbers its rows with 63 bits
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**63:
        raise UserError(f'{path} is no .head.json of an export: expected {{"events": NUMBER, "hash": TEXT}}')
    return number, str(told.get("hash"))
