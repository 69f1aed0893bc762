"""What a volunteer offers and what a family wishes for, as values; sealed rows hold them packed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers.choices import Circumstance, Interest, Mobility

LAST_MINUTE = 24 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """A time of the week, in minutes from midnight."""

    day: Weekday
    begins: int
    ends: int

    def __post_init__(self) -> None:
        if not 0 <= self.begins < self.ends <= LAST_MINUTE:
            raise ValueError("A window ends after it begins, on the same day.")

    def __str__(self) -> str:
        return f"{self.day.label} {said(self.begins)}–{said(self.ends)}"


def said(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def joined(windows: Iterable[Window]) -> list[Window]:
    """Return the windows in the order of the week, those that touch as one."""
    found: list[Window] = []
    week = list(Weekday)
    for each in sorted(windows, key=lambda window: (week.index(window.day), window.begins, window.ends)):
        if found and found[-1].day is each.day and each.begins <= found[-1].ends:
            found[-1] = Window(each.day, found[-1].begins, max(found[-1].ends, each.ends))
        else:
            found.append(each)
    return found


def common(ones: Iterable[Window], others: Iterable[Window]) -> list[Window]:
    """Return when both have time."""
    both = [
        Window(one.day, max(one.begins, other.begins), min(one.ends, other.ends))
        for one in joined(ones)
        for other in joined(others)
        if one.day is other.day and max(one.begins, other.begins) < min(one.ends, other.ends)
    ]
    return joined(both)


def place(name: str) -> str:
    """Return the name of a part of town as it is compared: „ Nord-Stadt“ and „nordstadt“ are one."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a volunteer told of herself; without ``areas`` she goes anywhere in the network."""

    areas: Collection[str] = ()
    mobility: Collection[Mobility] = ()
    languages: Collection[Language] = (Language.GERMAN,)
    interests: Collection[Interest] = ()
    limits: Collection[Circumstance] = ()
    windows: Collection[Window] = ()
    families: int = 1  # so many at a time
    experience: str = ""

    def packed(self) -> dict[str, Any]:
        return _listed(asdict(self)) | {"windows": _packed(self.windows)}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            areas=tuple(kept["areas"]),
            mobility=tuple(map(Mobility, kept["mobility"])),
            languages=tuple(map(Language, kept["languages"])),
            interests=tuple(map(Interest, kept["interests"])),
            limits=tuple(map(Circumstance, kept["limits"])),
            windows=_unpacked(kept["windows"]),
            families=kept["families"],
            experience=kept["experience"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a family wishes for; ``language`` empty: any will do."""

    area: str
    language: Language | None = None
    interests: Collection[Interest] = ()
    circumstances: Collection[Circumstance] = ()
    windows: Collection[Window] = field(default=())

    def packed(self) -> dict[str, Any]:
        return _listed(asdict(self)) | {"windows": _packed(self.windows)}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            area=kept["area"],
            language=Language(kept["language"]) if kept["language"] else None,
            interests=tuple(map(Interest, kept["interests"])),
            circumstances=tuple(map(Circumstance, kept["circumstances"])),
            windows=_unpacked(kept["windows"]),
        )


def _listed(said: dict[str, Any]) -> dict[str, Any]:
    return {name: list(each) if isinstance(each, list | tuple) else each for name, each in said.items()}


def _packed(windows: Iterable[Window]) -> list[list[Any]]:
    return [[window.day.value, window.begins, window.ends] for window in joined(windows)]


def _unpacked(kept: Iterable[list[Any]]) -> tuple[Window, ...]:
    return tuple(Window(Weekday(day), begins, ends) for day, begins, ends in kept)
