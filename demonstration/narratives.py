"""What requests say: the need and the outcome hoped for, by service. Invented; nobody is named."""

from random import Random

AGES = ("four-year-old", "six-year-old", "eight-year-old", "eleven-year-old", "thirteen-year-old")

NEEDS: dict[str, tuple[str, ...]] = {
    "PAMS parenting assessment": (
        "Both parents have a learning difficulty. The court needs to know what support would let "
        "them meet the child's needs, and how long that would take.",
        "Concerns about routines, food and supervision have come back twice after support ended. "
        "A structured parenting assessment is needed before the next hearing.",
    ),
    "Psychological assessment": (
        "The parent has a history of trauma and of relationships with violence. The court has "
        "approved questions on insight, risk and the prospect of change.",
        "The parent's mental health has been unsettled since the birth. The team cannot say "
        "whether treatment would work within the child's timescale.",
        "The {age} has been in three placements within a year. Advice is needed on attachment, "
        "and on the kind of home that could hold.",
    ),
    "Cognitive assessment": (
        "The parent finds written agreements hard to follow. Their understanding must be known "
        "before the parenting assessment starts.",
        "The advocate has asked whether the parent can give instructions without an intermediary.",
    ),
    "Independent social worker assessment": (
        "A relative abroad has come forward late in proceedings and asks to be assessed as carer.",
        "The family has lost trust in the team. An independent view of the sibling group's plan "
        "was recommended by the reviewing officer.",
        "Two connected persons ask to be assessed as special guardians before the final hearing.",
    ),
    "Drug and alcohol assessment": (
        "The parent says they have been abstinent for five months. The plan to return the {age} "
        "home depends on whether that is likely to last.",
        "Alcohol has featured in four police notifications since spring. The extent of use and "
        "what treatment would help are not known.",
    ),
    "Hair strand test for drugs, 3 months": (
        "The court has ordered testing of the last three months, month by month, of both parents.",
        "The child protection plan relies on the parent's own account of cocaine use.",
    ),
    "Hair strand test for alcohol": (
        "Abstinence is a condition of unsupervised time with the child and cannot be shown "
        "otherwise.",
        "Breath tests are contested. The court has asked for hair testing of six months.",
    ),
    "DNA relationship test": (
        "Paternity is in dispute. The answer decides who holds parental responsibility and which "
        "relatives are assessed.",
        "The birth certificate names nobody. A man has asked to be joined to the proceedings.",
    ),
    "Play therapy": (
        "The {age} saw violence at home for years and does not speak about it. School reports "
        "outbursts followed by withdrawal.",
        "Since the move to foster carers the {age} sleeps badly and is afraid of being left. The "
        "waiting time for CAMHS is longer than the placement can bear.",
        "The {age} lost a parent last year. Teachers and carer see play that repeats the loss.",
    ),
    "Art therapy": (
        "The {age} cannot put what happened into words and harms themselves when asked to.",
        "Talking therapy was tried and ended after two sessions; drawing is where the {age} opens "
        "up.",
    ),
    "Equine therapy": (
        "The {age} is out of school and mistrusts adults in rooms. A taster day with horses was "
        "the first appointment kept in months.",
        "Anxiety keeps the {age} at home. CAMHS has closed the case for non-attendance.",
    ),
    "Counselling": (
        "The parent has left a violent relationship and asks for help so that old patterns do "
        "not return while the children settle.",
        "The thirteen-year-old wants to talk to somebody outside the family about contact with "
        "the absent parent.",
    ),
    "Mentoring": (
        "The young person has been missing from home nine times and is drawn to older peers. A "
        "trusted adult at evenings and weekends is missing.",
        "Excluded in autumn and without a school place. The placement is at risk unless the days "
        "have a shape.",
        "The {age} is a young carer with no time of their own and falls behind at school.",
    ),
    "Family support": (
        "Three children under seven, a parent recovering from an operation and no family near. "
        "Routines have slipped and the home is not safe at present.",
        "The children return home under a supervision order. Daily help in the first months is "
        "part of the plan before the court.",
        "School attendance is 61%. Mornings and bedtimes are where it goes wrong, and the parent "
        "asks for somebody who shows rather than tells.",
        "The family is at the edge of care. Intensive support was recommended by the legal "
        "planning meeting before any application.",
    ),
    "Supervised contact": (
        "The interim care order gives three sessions a week, each of two hours, supervised with "
        "written notes for the court.",
        "Siblings live in different placements and see their parents together twice a week. The "
        "in-house centre has no room at the times after school.",
        "There is a risk of removal. Contact has to be supervised closely in a secure centre.",
    ),
    "Welfare visit": (
        "The child protection plan asks for unannounced visits at evenings and weekends, which "
        "the team cannot cover.",
        "The parent's former partner is not allowed in the home. Visits are to see that this "
        "holds.",
    ),
    "Advocacy": (
        "The young person objects to the plan and wants their view put to the review by somebody "
        "independent.",
        "The parent has a learning disability and cannot follow the conference without an "
        "advocate.",
    ),
}

OUTCOMES: dict[str, tuple[str, ...]] = {
    "assessment": (
        "A report filed in time that answers the questions and can be relied on at the final "
        "hearing.",
        "A clear view of what must change, by when, and of what support makes it possible.",
        "The plan for the child is settled without a further adjournment.",
    ),
    "test": (
        "Results before the next hearing, with an interpretation that the court can use.",
        "The plan rests on facts and not on accounts that differ.",
    ),
    "session": (
        "Settled sleep, fewer outbursts and a full week at school by the end of the term.",
        "The placement holds, and the carers know how to help when memories come up.",
        "The young person has words and ways to cope that do not harm them.",
    ),
    "hour": (
        "The family manages mornings, meals and bedtimes without help after the last month.",
        "The child lives safely at home and the plan can be stepped down.",
        "Time together is safe and good for the children, with notes that inform the plan.",
        "Back in education for at least three days a week, and no more nights missing.",
    ),
    "visit": ("The team knows each week that the children are safe, and acts where they are not.",),
}

DECLINED_BY_MANAGER = (
    "The family group conference agreed a plan that the in-house service can carry. Raise it again "
    "if that plan does not hold."
)
RETURNED = (
    "Please say what the in-house service offered and why it is not enough.",
    "The number of hours is not explained. Show how it was worked out.",
    "Add the date of the next hearing and the court's own wording of the questions.",
    "Please attach the outcome to the plan: what will be different, and how will we know?",
)
ADDED_AFTER_RETURN = (
    " The in-house service has no place before the spring.",
    " The hours are those of the plan agreed at the last review.",
    " The hearing is within six weeks and the questions are agreed between the parties.",
)

REASONS: dict[str, tuple[str, ...]] = {
    "approve": (
        "The need is evidenced and no in-house service can meet it in time.",
        "Proportionate, and likely to avoid a placement at far higher cost.",
        "Ordered by the court; the council's share was confirmed.",
        "Supports the plan to keep the children at home.",
    ),
    "approve_in_part": (
        "A first block is approved; come back with a review before the rest.",
        "Half of the hours can be given by the family centre from next month.",
        "Approved at the price of the lower half of the rate cards.",
    ),
    "defer": (
        "The panel asks for the view of CAMHS first.",
        "Circumstances changed last week; bring the updated plan.",
        "The split with the health board has to be agreed before a decision.",
    ),
    "decline": (
        "The in-house team can provide this from the start of next month.",
        "This is for the school to provide under its own duties.",
        "An assessment of the same question was made within the year.",
    ),
    "approve_with_conditions": ("Approved, as soon as the school has agreed to the times.",),
    "redirect": ("The family hub offers the same support without a wait.",),
    "withdrawn": ("The requester says that it is no longer needed.",),
    "in_principle": ("The panel agrees; the chair is to endorse it.",),
    "ratify": ("It could not have waited, and the need is evidenced.",),
    "overturn": ("The family centre had a place on the same day.",),
}


def need(service: str, draw: Random) -> str:
    """Why `service` is asked for."""
    return draw.choice(NEEDS[service]).format(age=draw.choice(AGES))


def outcome(unit: str, draw: Random) -> str:
    """What should be different afterwards, by the unit of the service."""
    return draw.choice(OUTCOMES[unit])
