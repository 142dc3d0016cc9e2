"""Names of people, places and organisations. All are invented; none is a real one.

Every draw comes from the generator that is handed in, so the same seed gives the same names.
"""

from collections.abc import Iterator
from itertools import product
from random import Random

FIRST = (
    *("Adaeze", "Alastair", "Amrit", "Beatrix", "Bronwen", "Callum", "Cordelia", "Darius"),
    *("Delphine", "Ewan", "Farida", "Felix", "Gwendolyn", "Hamish", "Ines", "Jocelyn", "Kamal"),
    *("Keziah", "Lorcan", "Maeve", "Marguerite", "Nadim", "Nerys", "Odette", "Orla", "Percival"),
    *("Priya", "Quentin", "Rosalind", "Rufus", "Saoirse", "Silas", "Tamsin", "Theodora"),
    *("Ursula", "Valentin", "Winifred", "Yusuf", "Zainab", "Zachary"),
)
LAST = (
    *("Applethwaite", "Barnscombe", "Birkenlow", "Cawdrey", "Chalkhollow", "Dovecliff"),
    *("Elderfield", "Fennimoor", "Garthwick", "Haddlesey", "Ivelbrook", "Jessamine"),
    *("Kestlebury", "Larkbarrow", "Marlstone", "Netherby-Cole", "Oakshott-Lane", "Penhallick"),
    *("Quarrington", "Ravensmoor", "Sallowfield", "Tarrowby", "Umberleigh", "Vennicombe"),
    *("Wetherlam", "Wychbold-Hart", "Yarrowgate", "Thistlewaite", "Harrowden", "Pellingbrook"),
    *("Ashgarth", "Coldrey", "Brackenridge", "Dunmere", "Foxhollow", "Gorsefield"),
)
PLACES = (
    *("Thornmere", "Wickhollow", "Brindlecote", "Merrowdown", "Osierfield", "Quillbrook"),
    *("Tanglewell", "Pennyfold", "Withymead", "Elmscroft", "Copperlea", "Rookhanger"),
    *("Saltersley", "Oxlipfield", "Tithecombe", "Larkhanger", "Hazelweir", "Foxley Weir"),
    *("Bramblewick", "Dunlarch", "Harrowstone", "Yewbarrow", "Stillwater Vale", "Kingsallow"),
    *("Millrace", "Cuckoo Lane", "Netherwold", "Applegarth Hill", "Sparrowfield", "Longmarl"),
    *("Ambercombe", "Greywether", "Holmsedge", "Linnetmoor", "Pikestone", "Underley Green"),
    *("Wheatsheaf Court", "Coppice Row", "Maltings Bridge", "Heronsford", "Swallowdene"),
    *("Tallowbridge", "Rushmarsh", "Fernacre", "Kilnfield", "Old Orchard", "Plumtree Weir"),
)


def people(draw: Random) -> Iterator[str]:
    """First and last names; nobody twice, and no last name again before all have had it."""
    whole = [f"{first} {last}" for first, last in product(FIRST, LAST)]
    draw.shuffle(whole)
    yield from _spread(whole)


def places(draw: Random) -> Iterator[str]:
    """Places to name an organisation after, in an order of their own; each once, then again."""
    order = list(PLACES)
    draw.shuffle(order)
    while True:
        yield from order


def _spread(names: list[str]) -> Iterator[str]:
    """`names` in rounds, so that no two of a round share their last name."""
    while names:
        seen: set[str] = set()
        later = []
        for name in names:
            last = name.partition(" ")[2]
            if last in seen:
                later.append(name)
            else:
                seen.add(last)
                yield name
        names = later


def slug(text: str) -> str:
    """`text` as the end of an address: lower case, letters and hyphens only."""
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return "-".join(kept.split())
