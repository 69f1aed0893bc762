"""The network's two colours as a stylesheet, used only where text stays readable on them."""

import re

HEX = re.compile(r"[0-9a-f]{6}")
ENOUGH = 4.5  # contrast that WCAG 2.2 asks for text (1.4.3)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``rrggbb`` as WCAG defines it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str) -> bool:
    return bool(HEX.fullmatch(colour)) and contrast(colour, ground) >= ENOUGH


def stylesheet(light: str, dark: str) -> str:
    """Return the rules; a colour that would be hard to read is left out and KERN's own stays."""
    rules = []
    if readable(light, "f3f4f7"):  # KERN's surfaces are a little darker than white
        rule = f"--kern-color-action-default: #{light};"
        rules.append(f"@media (prefers-color-scheme: light) {{ :root:not([data-kern-theme]) {{ {rule} }} }}")
        rules.append(f':root[data-kern-theme="light"] {{ {rule} }}')
    if readable(dark, "1d2034"):
        rule = f"--kern-color-action-default: #{dark};"
        rules.append(f"@media (prefers-color-scheme: dark) {{ :root:not([data-kern-theme]) {{ {rule} }} }}")
        rules.append(f':root[data-kern-theme="dark"] {{ {rule} }}')
    return "\n".join(rules)
