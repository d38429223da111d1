"""Names and places for a bank that does not exist. Towns and ZIP codes are real, people are not."""

from __future__ import annotations

from dataclasses import dataclass

FIRST = (
    "Ana", "Ben", "Carla", "Dewey", "Elise", "Frank", "Gloria", "Hector", "Irene", "Jonas",
    "Karen", "Luis", "Marta", "Nadia", "Oscar", "Paula", "Quentin", "Rosa", "Samuel", "Tanya",
    "Ursula", "Victor", "Wanda", "Xavier", "Yvonne", "Zachary", "Amara", "Bao", "Chidi", "Dolores",
    "Emeka", "Fiona", "Grant", "Hana", "Isaac", "Jes\u00fas", "Keiko", "Lena", "Mateo", "Noor",
)  # fmt: skip
LAST = (
    "Abbott", "Bracken", "Castellano", "Dunmore", "Easterling", "Fairweather", "Gallardo",
    "Hollister", "Ibarra", "Jessop", "Kowalczyk", "Lindqvist", "Marchetti", "Nakagawa",
    "O'Brannon", "Pemberton", "Quesada", "Rosewood", "Santangelo", "Thibodeaux", "Ulrich",
    "Vandermeer", "Whitcombe", "Xiong", "Yarborough", "Zamora", "Ashdown", "Bellweather",
    "Cordero", "Delacroix", "Espinoza-Vega", "Farnsworth", "Goldfinch", "Harrowgate",
    "Ingersoll", "Juniper", "Kingfisher", "Larkspur", "Mossgrove", "N\u00fa\u00f1ez", "Oakhurst",
    "Pennyworth", "Ravenel", "Stillwater", "Tennyson", "Underhill", "Vasquez", "Winterbourne",
)  # fmt: skip
STREET = (
    "Maple Street", "Church Street", "Orchard Lane", "Mill Road", "Meadow Drive", "River Road",
    "Birch Avenue", "School Street", "Pine Hill Road", "Sunset Terrace", "Quarry Lane",
    "Lakeview Drive", "Elm Street", "Cedar Court", "Harvest Way", "Old Stage Road",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    city: str
    state: str
    zip: str
    area: str
    weight: int


# Eight states and four time zones; most of the book is at home.
TOWNS = (
    Town("Burlington", "VT", "05401", "802", 30),
    Town("Montpelier", "VT", "05602", "802", 14),
    Town("Rutland", "VT", "05701", "802", 12),
    Town("Keene", "NH", "03431", "603", 9),
    Town("Portland", "ME", "04101", "207", 7),
    Town("Plattsburgh", "NY", "12901", "518", 8),
    Town("Pittsfield", "MA", "01201", "413", 7),
    Town("Pensacola", "FL", "32501", "850", 5),
    Town("San Antonio", "TX", "78201", "210", 5),
    Town("Tucson", "AZ", "85701", "520", 3),
)
