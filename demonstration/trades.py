"""Kinds of suppliers: what they are, how they call themselves, what they offer. Pure data.

The first twelve offer every service that has a lot, so that the small demonstration has prices
for all of them; the full one goes round and round the whole list.
"""

from dataclasses import dataclass

ASSESSMENTS = ("PAMS parenting assessment", "Psychological assessment", "Cognitive assessment")
SOCIAL_WORK = ("Independent social worker assessment", "PAMS parenting assessment")
TESTS = (
    "Hair strand test for drugs, 3 months",
    "Hair strand test for alcohol",
    "DNA relationship test",
)
FAMILIES = ("Family support", "Mentoring", "Supervised contact", "Welfare visit")


@dataclass(frozen=True)
class Trade:
    """A kind of supplier. `title` names one by a {place} or a {person}; `lots` are its numbers."""

    kind: str
    title: str
    services: tuple[str, ...]
    lots: tuple[int, ...]
    offers: str
    is_sme: bool = True

    @property
    def is_vcse(self) -> bool:
        return self.kind in ("charity", "cic")


TRADES = (
    Trade(
        "company",
        "{place} Psychology Associates Ltd",
        ASSESSMENTS,
        (1,),
        "assessments of parents and children by HCPC registered psychologists",
    ),
    Trade(
        "sole_trader",
        "{person}, Consultant Psychologist",
        ASSESSMENTS[1:],
        (1,),
        "psychological and cognitive assessments for court",
    ),
    Trade(
        "company",
        "{place} Independent Social Work Ltd",
        (*SOCIAL_WORK, "Drug and alcohol assessment"),
        (1,),
        "parenting and social work assessments",
    ),
    Trade(
        "sole_trader",
        "{person}, Independent Social Worker",
        SOCIAL_WORK,
        (1,),
        "social work assessments and viability assessments of relatives",
    ),
    Trade(
        "company",
        "{place} Toxicology Laboratory Ltd",
        TESTS,
        (1,),
        "hair strand and DNA testing within its UKAS scope",
        is_sme=False,
    ),
    Trade(
        "company",
        "{place} Analytical Ltd",
        (*TESTS, "Drug and alcohol assessment"),
        (1,),
        "sample collection, testing and interpretation",
    ),
    Trade(
        "charity",
        "{place} Family Trust",
        (*FAMILIES, "Counselling"),
        (3, 2),
        "family support workers, mentors and counsellors",
    ),
    Trade(
        "cic",
        "{place} Contact Centre CIC",
        FAMILIES[1:],
        (3,),
        "supervised contact in a family-friendly centre",
    ),
    Trade(
        "sole_trader",
        "{person}, Play Therapist",
        ("Play therapy",),
        (2,),
        "play therapy in schools and at home",
    ),
    Trade(
        "charity",
        "{place} Arts Therapies",
        ("Play therapy", "Art therapy", "Counselling"),
        (2,),
        "play and art therapy and counselling for children and young people",
    ),
    Trade(
        "cic",
        "{place} Equine Therapy CIC",
        ("Equine therapy", "Mentoring"),
        (2, 3),
        "equine assisted therapy on its own yard",
    ),
    Trade(
        "company",
        "{place} Mentoring and Support Ltd",
        FAMILIES[:3],
        (3,),
        "mentors and family support workers, evenings and weekends too",
    ),
    Trade(
        "sole_trader",
        "{person}, Counsellor",
        ("Counselling",),
        (2,),
        "counselling for young people and parents",
    ),
    Trade(
        "company",
        "{place} Assessment Centre Ltd",
        (*ASSESSMENTS, *SOCIAL_WORK[:1]),
        (1,),
        "parenting assessments in the community",
    ),
    Trade(
        "charity",
        "{place} Youth Project",
        ("Mentoring", "Family support"),
        (3,),
        "mentors who know the towns that young people live in",
    ),
    Trade(
        "sole_trader",
        "{person}, Art Psychotherapist",
        ("Art therapy",),
        (2,),
        "art psychotherapy, HCPC registered",
    ),
    Trade(
        "sole_trader",
        "{person}, Youth Mentor",
        ("Mentoring", "Welfare visit"),
        (3,),
        "one-to-one mentoring for young people out of school",
    ),
    Trade(
        "cic",
        "{place} Riding Therapy CIC",
        ("Equine therapy",),
        (2,),
        "equine therapy for children in care",
    ),
    Trade(
        "company",
        "{place} Family Services Ltd",
        FAMILIES,
        (3,),
        "family support, contact supervision and welfare visits",
        is_sme=False,
    ),
    Trade(
        "public_body",
        "{place} University Assessment Clinic",
        ASSESSMENTS[1:],
        (1,),
        "assessments by clinical psychologists and their supervised trainees",
        is_sme=False,
    ),
    Trade(
        "company",
        "{place} Therapy Rooms Ltd",
        ("Play therapy", "Art therapy", "Counselling", "Equine therapy"),
        (2,),
        "a team of registered therapists",
    ),
    Trade(
        "sole_trader",
        "{person}, Independent Assessor",
        (*SOCIAL_WORK, "Drug and alcohol assessment"),
        (1,),
        "parenting and substance misuse assessments",
    ),
    Trade(
        "cic",
        "{place} Parenting CIC",
        FAMILIES[:1] + FAMILIES[2:],
        (3,),
        "practical help at home and contact supervision",
    ),
    Trade(
        "company",
        "{place} DNA and Drug Testing Ltd",
        TESTS,
        (1,),
        "collection at home or in the office, results in ten working days",
    ),
)
