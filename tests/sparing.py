"""Textual without work that no test looks at: style sheets parsed again, pictures that are never seen."""

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.screen import Screen

_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_parse = Stylesheet._parse_rules
_draw = Screen._compositor_refresh


class Unhurried:
    """An app that draws only when a test looks at it, and collects until then what it must draw."""

    is_looked_at = False
    drawn: Screen[object] | None = None
    """The screen that was drawn last."""
    _is_stale = True

    def draw(self, screen: Screen[object]) -> None:
        """Lay the screen out and draw what has changed since it was drawn last."""
        screen._on_timer_update()
        if self._is_stale:
            self._is_stale = False
            self.is_looked_at = True
            self.drawn = screen
            _draw(screen)
            self.is_looked_at = False


def _parse_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """Parse a style sheet once for all apps of the same theme."""
    key = (*sheet._variables.items(), css, read_from, is_default_rules, tie_breaker, scope)
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _parsed[key]


def _draw_when_looked_at(screen: Screen[object]) -> None:
    """Draw now, unless the app draws only when a test looks at it."""
    app = screen.app
    if screen is not app.screen or not isinstance(app, Unhurried):
        _draw(screen)
        return
    app._is_stale = True
    screen._dirty_widgets.clear()
    app._update_mouse_over(screen)


def spare() -> None:
    """Save all apps of this process this work."""
    Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign, assignment]
    Screen._compositor_refresh = _draw_when_looked_at  # type: ignore[method-assign, assignment]
