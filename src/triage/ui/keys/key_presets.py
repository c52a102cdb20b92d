"""Ready-made keys, for people who know those of another program."""

from collections.abc import Mapping
from typing import Final

DEFAULT: Final = "default"

PRESETS: Final[Mapping[str, Mapping[str, str]]] = {
    DEFAULT: {},
    "vim": {
        "down": "j,down,ctrl+n",
        "next_note": "},J,shift+down",
        "previous_note": "{,K,shift+up",
        "page_down": "ctrl+d,ctrl+f,pagedown",
        "page_up": "ctrl+u,ctrl+b,pageup",
        "pane_down": "ctrl+e",
        "pane_up": "ctrl+y",
        "last_decided": "`,ctrl+o",
        "range": "V,v",
        "redo": "ctrl+r,U",
        "refresh": "ctrl+l,f5",
        "palette": ":,ctrl+p",
    },
    "plain": {
        "reject": "delete,x",
        "reject_beneath": "shift+delete,X",
        "edit": "f2,e",
        "undo": "ctrl+z,u",
        "redo": "ctrl+y,U",
        "mark": "space,insert",
        "mark_shown": "ctrl+a,*",
        "down": "down,j",
        "up": "up,k",
        "next_note": "ctrl+down,shift+down,J",
        "previous_note": "ctrl+up,shift+up,K",
        "page_down": "pagedown",
        "page_up": "pageup",
        "top": "home,ctrl+home,g",
        "bottom": "end,ctrl+end,G",
        "pane_down": "right,ctrl+d",
        "pane_up": "left,ctrl+u",
        "next_open": "f3,n",
        "filter": "ctrl+f,/",
        "refresh": "f5,ctrl+r",
        "open": "f4,o",
        "help": "f1,?",
        "palette": "f9,ctrl+p",
        "suspend": "f12",
        "quit": "f10,q,ctrl+q",
    },
}
"""For each preset, the keys that differ from the default ones, by command."""

PRESET_HELP: Final[Mapping[str, str]] = {
    DEFAULT: "letters and arrows",
    "vim": "as default, with ctrl+d } V ctrl+r :",
    "plain": "arrows, F-keys, ctrl+z and the like",
}
"""What each preset is, in a few words."""
