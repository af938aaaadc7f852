"""The text that is annotated, and how a mouse chooses words of it."""

from playwright.sync_api import Page

BODY = (
    "Drones, Said Kiev\n\n"
    "DATELINE (Daily) Russia flies Iranian drones 𝒳, Kiev said on Monday. Tehran denied it.\n\n"
    + "It rained all day in the city, and nobody said anything about it to anybody. " * 40
    + "\n\nThe last sentence was said by Kiev.\n"
)
SAID = "Russia flies Iranian drones 𝒳, Kiev said on Monday."


def drag(page: Page, first: str, last: str) -> None:
    """Press the mouse in one word of the text, and let go of it in another."""
    spot = """([word, after]) => {
      const nodes = document.createTreeWalker(document.getElementById('text'), 4);
      while (nodes.nextNode()) {
        const at = nodes.currentNode.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(nodes.currentNode, at + 1);
        range.setEnd(nodes.currentNode, at + word.length);
        let box = range.getBoundingClientRect();
        if (box.bottom > innerHeight) scrollBy({top: box.top - 400, behavior: 'instant'});
        box = range.getBoundingClientRect();
        return [after ? box.right - 1 : box.left + 1, (box.top + box.bottom) / 2];
      }
    }"""
    page.mouse.move(*page.evaluate(spot, [first, False]))
    page.mouse.down()
    page.mouse.move(*page.evaluate(spot, [last, True]), steps=5)
    page.mouse.up()


def text_of(page: Page):
    return page.get_by_role("textbox", name="Text of the article")
