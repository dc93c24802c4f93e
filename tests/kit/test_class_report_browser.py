"""The class report in a browser, as an instructor reads it: search, filter, sort, keys, print."""

import shutil

import pytest
from class_records import class_record

from autograder.reports.class_report.page import render_class_report

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed on this machine")


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    record = class_record(40)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_class_report(record, {}), encoding="utf-8")
    return path


@pytest.fixture
def page(browser, written):
    """The report, offline; a script that fails fails the test, and so does whatever is loaded."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    faults, asked = [], []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(written.as_uri())
    yield opened
    context.close()
    assert not faults
    assert asked == [written.as_uri()]


def students(page):
    return page.locator("#table tbody tr:visible")


def texts(page, column):
    return page.locator(f"#table tbody tr:visible > :nth-child({column})").all_inner_texts()


def test_it_shows_everybody_until_somebody_searches(page):
    assert students(page).count() == 40
    page.keyboard.press("/")
    page.keyboard.type("student0007")
    assert page.locator("#found").inner_text() == "1 of 40 students"  # by a login that is not shown
    page.locator("#search").fill(str(4_100_000 + 37 * 7))
    assert students(page).count() == 1
    assert page.locator("#found").inner_text() == "1 of 40 students"
    page.get_by_role("button", name="Clear").click()
    api.expect(page.locator("#found")).to_have_text("40 of 40 students")  # after the form's reset


def test_a_unit_alone_is_shown_with_its_own_points(page):
    whole = texts(page, 3)
    page.get_by_label("Unit").select_option(label="05_devices")
    exercises = page.locator("#exercises tbody tr:visible td:first-child").all_inner_texts()
    assert set(exercises) == {"05_devices"}
    assert page.locator(".charts:visible h3").count() == 1
    assert texts(page, 3) != whole
    page.get_by_label("Unit").select_option(label="all units")
    assert texts(page, 3) == whole


def test_who_was_late_is_shown_alone(page):
    page.locator("#status").select_option("late")
    assert students(page).count() == 5
    assert all("late" in what for what in texts(page, 8))


def test_a_column_is_sorted_and_then_the_other_way(page):
    head = page.locator("#table thead").get_by_role("button", name="Points")
    head.click()
    up = [float(text) for text in texts(page, 3) if text != "–"]
    assert up == sorted(up)
    assert page.locator('#table th[aria-sort="ascending"]').inner_text() == "Points"
    head.press("Enter")
    down = [float(text) for text in texts(page, 3) if text != "–"]
    assert down == sorted(up, reverse=True)


def test_a_mistake_opens_to_its_example_and_shows_who_made_it(page):
    card = page.locator("section", has=page.get_by_role("heading", name="Mistakes of the")).locator(
        ".card"
    )
    count = int(card.first.locator(".count").inner_text().split()[0])
    assert not card.first.locator(".inside").is_visible()
    card.first.locator("summary").click()
    assert card.first.locator(".inside").is_visible()
    card.first.get_by_role("button", name="Show in the table").click()
    assert students(page).count() == count
    assert page.locator("#shown").is_visible()
    page.get_by_role("button", name="Show everybody").click()
    assert students(page).count() == 40
    assert page.evaluate("document.activeElement.id") == "search"


def test_it_is_wide_enough_on_a_phone_and_nothing_runs_over(page):
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.locator(".chart.narrow").first.is_visible()


def test_in_print_every_example_is_open_and_what_needs_a_screen_is_gone(page):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details:not([open])").count() == 0
    assert not page.get_by_role("search").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


CONTRAST = """
() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.9) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
  };
  let worst = [99, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !e.checkVisibility()) continue;
    if (e.closest("svg")) continue;
    const [a, b] = [parse(getComputedStyle(e).color), behind(e)].map(luminance);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 80)];
  }
  return worst;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_for(page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
