"""How the texts of a page are set, each judged by its own language: what a catalogue's rules cannot see of it."""

import re

from playwright.sync_api import Page

RULES: dict[str, dict[str, str]] = {
    "fr": {
        "an ordinary space before : ; ? ! » %": r"[ \t\n][:;?!»%](?!\w)",
        "no no-break space after «": r"«(?![\u00a0\u202f])",
        "a straight apostrophe": r"(?<=[^\W\d_])'(?=[^\W\d_])",
    },
    "de": {
        "du instead of Sie": r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?)\b",
    },
}
TEXTS = """languages => {
    const texts = [], note = (element, text) => {
        const language = element.closest('[lang]')?.lang.slice(0, 2)
        if (languages.includes(language) && text.trim()) texts.push([language, text])
    }
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
        const element = nodes.currentNode.parentElement
        const isRead = !element.closest('script, style, noscript, code, pre, textarea')
        if (isRead && element.checkVisibility({visibilityProperty: true})) note(element, nodes.currentNode.data)
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
        for (const element of document.querySelectorAll(`body [${name}]`)) note(element, element.getAttribute(name))
    return texts
}"""
"""[language, text] of all that is read or heard of a page in these languages, but for what is being typed."""


def find_wording(page: Page) -> list[tuple[str, str]]:
    """What is wrong with a text, and the text itself."""
    return [
        (rule, text.strip()[:120])
        for language, text in page.evaluate(TEXTS, list(RULES))
        for rule, pattern in RULES[language].items()
        if re.search(pattern, text)
    ]
