"""What the audit actions of contracts mean, in words."""

from mdps.core import timeline

timeline.says(
    {
        "contract.awarded": "Awarded to {supplier} for {value:gbp} under {authority}",
        "authority.granted": "Standing authority given to {holder} up to {highest_value:gbp}",
        "cabinet.recorded": "Cabinet decision {minute} recorded, up to {highest_value:gbp}",
        "spot.recorded": "Spot purchase of {amount:gbp} recorded",
    }
)
