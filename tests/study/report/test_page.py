"""The page: hostile texts stay texts, nothing is fetched, redaction is complete, and a browser shows it all."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from newslab import studyfolder
from newslab.records import Comparison
from newslab.study.report.page import build_report, render
from newslab.study.report.view import Overview
from newslab.studyfolder import Manifest, Study

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Reader(HTMLParser):
    """Reads a page as a browser would: its tags with their attributes, and the text that people see."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.said, self._silent = [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._silent += tag == "style"

    def handle_endtag(self, tag):
        self._silent -= tag == "style"

    def handle_data(self, data):
        if not self._silent:
            self.said.append(data)

    @property
    def text(self):
        return "".join(self.said)

    @property
    def flowing(self):
        return " ".join(self.text.split())


def drawn(study, ui="de", **how):
    """Return the page without its figures, which take most of the time and have tests of their own."""
    return render(Overview(study), ui, {}, **how)


@pytest.fixture(scope="module")
def built(study, tmp_path_factory):
    """The page as a user gets it, figures and all."""
    folder = tmp_path_factory.mktemp("study")
    studyfolder.write(study, folder, "de")
    return build_report(folder, "de")


def test_hostile_texts_stay_texts(built):
    read = Reader(built.read_text("utf-8"))
    names = [tag for tag, _ in read.tags]
    assert not {"script", "img", "iframe", "object", "embed", "form", "base"} & set(names)
    assert not [attrs for _, attrs in read.tags for name in attrs if name.startswith("on")]
    for said in (
        "<script>alert('text')</script> {{ 7 * 7 }} ␀ \ufffdreversed\ufffd <img src=x onerror=alert(2)> $x^2$ &amp;",
        "<img src=http://evil.example/x.png onerror=alert(3)>",
        "</style><script>alert(5)</script>",
        "<script>boom</script>",
        "cmd:<b>$m_1^2$</b>",
        "probe.jsonl:4: empty text; expected <an> article",
    ):
        assert said in read.text


def test_nothing_points_anywhere_but_into_the_page_and_to_the_articles_own_address(built):
    read = Reader(built.read_text("utf-8"))
    targets = {
        value for _, attrs in read.tags for name, value in attrs.items() if name in {"href", "src", "xlink:href"}
    }
    outward = {target for target in targets if not target.startswith("#")}
    assert outward == {"data:,", "https://example.org/bad"}
    policy = next(attrs["content"] for tag, attrs in read.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_every_anchor_has_its_place(built):
    read = Reader(built.read_text("utf-8"))
    ids = [attrs["id"] for tag, attrs in read.tags if "id" in attrs and tag not in {"path", "clippath", "g", "defs"}]
    anchors = {attrs["href"][1:] for tag, attrs in read.tags if tag == "a" and attrs["href"].startswith("#")}
    assert len(ids) == len(set(ids))
    assert anchors <= set(ids)


def test_the_same_folder_gives_the_same_bytes(study, tmp_path):
    studyfolder.write(study, tmp_path)
    pages = [build_report(tmp_path, "en").read_bytes() for _ in range(2)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("ui", "expected"),
    [
        (
            "de",
            [
                "2 Modelle, 3 Artikel",
                "Studie „Probe <script>“",
                "22.11.2026",
                "5 Zusammenfassungen",
                "1 ohne Ergebnis",
                "Die Prüfungen helfen der Redaktion beim Nachprüfen. Sie sind nicht die Prüfung",
                "Fehler je 100 Zusammenfassungen",
                "Die Zusammenfassung schreibt „39“.",
                "Keine Zusammenfassung: <script>boom</script>",
                "Nicht anwendbar (B 3): weniger als 3 Sätze; keine Zusammenfassung.",
                "Hinweis des Verlags: Wir nutzen künstliche Intelligenz für Zusammenfassungen.",
            ],
        ),
        (
            "en",
            [
                "2 models, 3 articles",
                "Study “Probe <script>”",
                "2026-11-22",
                "5 summaries",
                "1 failed",
                "The checks help the editor. They are not the review: only a person can do that.",
                "Errors per 100 summaries",
                "The summary says “39”.",
                "No summary: <script>boom</script>",
                "Not applicable (A 3): fewer than 3 sentences.",
                "The publisher’s disclosure: Wir nutzen künstliche Intelligenz für Zusammenfassungen.",
            ],
        ),
    ],
)
def test_the_page_speaks_the_interface_language(study, tmp_path, monkeypatch, ui, expected):
    findings = [finding for each in study.evaluations if each.examination for finding in each.examination.findings]
    rules = {finding.rule.code: finding.rule for finding in findings}
    monkeypatch.setattr("newslab.study.report.page.all_rules", lambda: rules)  # as if their checks were installed
    other = {"de": "en", "en": "de"}[ui]
    studyfolder.write(study, tmp_path, other)  # the folder was written by somebody with the other interface
    read = Reader(build_report(tmp_path, ui).read_text("utf-8"))
    for said in expected:
        assert said in read.flowing
    assert ("html", {"lang": ui}) in read.tags


def test_how_it_was_measured_can_be_read_off(study, tmp_path):
    read = Reader(drawn(study))
    for said in ("lead-3|v:1", "rouge|lang:de|v:1", "checks|v:1", "00ff", "Takes the first three sentences.", "12,3 s"):
        assert said in read.text


def test_what_the_risk_rests_on_is_told_once_for_all_languages(study):
    evaluations = [
        replace(each, examination=replace(each.examination, risk=replace(each.examination.risk, basis=basis)))
        for each, basis in zip(
            [each for each in study.evaluations if each.examination],
            ["fitted here; good for English", "fitted here; not for German"] * len(study.evaluations),
            strict=False,
        )
    ]
    figures = {"risk": Markup("<svg></svg>")}
    page = Reader(render(Overview(replace(study, evaluations=tuple(evaluations))), "en", figures))
    assert "Basis: fitted here; good for English; not for German." in page.flowing


def test_a_summary_that_was_cut_short_says_so_beside_its_text(study):
    first, *rest = study.evaluations
    cut = replace(first, summary=replace(first.summary, provenance=replace(first.summary.provenance, finish="length")))
    assert "an der Längengrenze abgebrochen" not in Reader(drawn(study)).flowing
    page = Reader(drawn(replace(study, evaluations=(cut, *rest)))).flowing
    assert page.count("· an der Längengrenze abgebrochen") == 1


def test_marks_stand_at_the_right_characters(study, tmp_path):
    page = drawn(study)
    assert re.search(
        r'<mark class="m warning l1">stimmten </mark><mark class="m error l0"><mark class="m warning l1">39<', page
    )
    # in the article after an emoji and before a decomposed umlaut
    assert re.search(r'<mark class="m warning l1">Nach langer Debatte stimmten </mark>', page)


def test_each_text_is_announced_in_its_own_language(study):
    read = Reader(drawn(study, "de"))
    languages = {attrs.get("lang") for tag, attrs in read.tags if attrs.get("class") == "prose"}
    assert languages == {"de", "en"}


def runs(text, many=8):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[start : start + many]) for start in range(len(words) - many + 1)}


def test_redacted_nothing_of_an_article_is_left_but_the_evidence(study, tmp_path, texts):
    read = Reader(drawn(study, redact=True))
    evidence = "Nach langer Debatte stimmten 31 Ratsmitglieder dafu\u0308r und nur neun dagegen."
    quoted = "„Wir werden das Geld nicht verschwenden“, sagte die Bürgermeisterin nach der Sitzung im Rathaus."
    denied = "She denies that she took any of the sum that the auditors could not find last spring."
    allowed = runs(evidence) | runs(quoted) | runs(denied)
    shown = runs(read.text)
    assert runs(evidence) <= shown
    for article in texts.values():
        assert not (runs(article.text) - allowed) & shown
    assert texts["german"].title not in read.text
    assert texts["german"].references[0] not in read.text
    assert "Wir nutzen künstliche Intelligenz für Zusammenfassungen." in read.text  # the publisher's, not the article's
    assert "Ohne die Texte der Artikel" in read.text


def test_unredacted_the_whole_article_is_there(study, tmp_path, texts):
    shown = runs(Reader(drawn(study)).text)
    assert runs(texts["english"].text.split(". ")[0]) <= shown  # the second sentence has a mark's label inside


def test_of_many_articles_the_worst_are_shown_and_the_rest_is_counted(study, tmp_path):
    read = Reader(drawn(study, shown=1, worst=1))
    assert "Gezeigt sind die 1 Artikel mit den schwersten Funden; 2 weitere stehen nur in den Dateien" in read.flowing
    assert "Treasurer in court" not in read.text
    assert len([1 for tag, attrs in read.tags if attrs.get("class") == "exhibit"]) == 1


def test_a_very_long_article_is_cut_and_the_page_says_so(study, tmp_path):
    german, *others = study.articles
    long = replace(german, text=german.text + " Wort" * 20_000)
    page = drawn(replace(study, articles=(long, *others)))
    assert len(page) < 250_000
    assert "weitere Zeichen sind hier nicht gezeigt" in page


@pytest.mark.parametrize("ui", ["de", "en"])
@pytest.mark.parametrize("redact", [False, True])
def test_a_study_of_nothing_still_has_a_page(tmp_path, ui, redact):
    empty = Study(manifest=Manifest(name="leer"), articles=(), evaluations=(), comparison=Comparison())
    assert "</html>" in drawn(empty, ui, redact=redact)


def test_spans_beyond_the_text_do_not_break_the_page(study, tmp_path):
    studyfolder.write(study, tmp_path)
    path = tmp_path / "articles.jsonl"
    path.write_text(path.read_text("utf-8").replace("Nach langer Debatte", "x"), "utf-8")
    assert "</html>" in build_report(tmp_path, "de").read_text("utf-8")


@pytest.fixture(scope="module")
def browser(chromium_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium_path, args=LAUNCH)
        yield opened
        opened.close()


def opened(browser, page_file, width, scheme, *, asked=None, complaints=None):
    """Return the page as a browser shows it, with every section unfolded; what it asks and complains of is noted."""
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.on("request", lambda request: (asked if asked is not None else []).append(request.url))
    page.on("console", lambda message: (complaints if complaints is not None else []).append(message.text))
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_asks_nothing_and_never_scrolls_sideways(built, browser, width, scheme):
    asked, complaints = [], []
    page = opened(browser, built, width, scheme, asked=asked, complaints=complaints)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len(asked) <= 2  # the page, and its empty icon
    assert complaints == []
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]") == [width] * 2
    page.context.close()


@pytest.mark.browser
def test_a_link_to_a_finding_unfolds_its_article(built, browser):
    page = opened(browser, built, 1280, "light")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    page.click(".exhibit header a")
    page.wait_for_function("document.querySelector('details.article').open")
    note = page.locator(page.evaluate("location.hash"))
    assert note.is_visible()
    assert "Q002" in note.inner_text()
    page.context.close()


@pytest.mark.browser
def test_two_marks_over_the_same_words_have_two_underlines(built, browser):
    page = opened(browser, built, 1280, "light")
    bottoms = page.evaluate(
        "[...document.querySelectorAll('.answer .m.error > .m.warning.l1')].map(each => ["
        "each.parentElement.getBoundingClientRect().bottom, each.getBoundingClientRect().bottom,"
        "getComputedStyle(each).backgroundColor])"
    )
    assert bottoms
    assert all(inner - outer >= 3 for outer, inner, _ in bottoms)
    assert {ground for _, _, ground in bottoms} == {"rgba(0, 0, 0, 0)"}  # else the inner ground hides the outer line
    page.context.close()


# WCAG 2.2, success criterion 1.4.3: contrast of text, computed as its definition of relative luminance says.
CONTRASTS = """
() => {
  const parsed = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const ground = each => { const layers = [];
    for (; each; each = each.parentElement) { const c = parsed(getComputedStyle(each).backgroundColor);
      if (c.length === 3 || c[3] > 0) layers.push(c); if (c.length === 3 || c[3] === 1) break; }
    return layers.reverse().reduce((under, c) => { const a = c.length === 3 ? 1 : c[3];
      return under.map((v, i) => v * (1 - a) + c[i] * a); }, [255, 255, 255]); };
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), poor = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), each = walker.currentNode.parentElement;
    if (!text || each.closest('svg') || !each.checkVisibility()) continue;
    const [a, b] = [light(parsed(getComputedStyle(each).color)), light(ground(each))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push([text.slice(0, 40), each.className, ratio.toFixed(2)]);
  }
  return poor;
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_on_its_ground(built, browser, scheme):
    page = opened(browser, built, 1280, scheme)
    assert page.evaluate(CONTRASTS) == []
    page.context.close()
