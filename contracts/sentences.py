"""What the audit actions of contracts mean, in words."""

from mdps.core import timeline

timeline.says(
    {
        "contract.awarded": "Awarded to {supplier} for £{value} under {authority}",
        "authority.granted": "Standing authority given to {holder} up to £{highest_value}",
        "cabinet.recorded": "Cabinet decision {minute} recorded, up to £{highest_value}",
        "spot.recorded": "Spot purchase of £{amount} recorded",
    }
)
