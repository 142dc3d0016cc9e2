"""What the audit actions of contracts mean, in words."""

from mdps.core import timeline

timeline.says(
    {
        "contract.awarded": "Awarded to {supplier} for {value:gbp} under {authority}",
        "contract.carried_over": "Carried over from {earlier}: {value:gbp} for {supplier}",
        "calloffcontract.accepted": "Accepted by the supplier",
        "calloffcontract.active": "Delivery began",
        "calloffcontract.completed": "Completed",
        "calloffcontract.terminated": "Ended early",
        "calloffcontract.unawarded": "Un-awarded",
        "contract.taken_back": "{amount:gbp} left the cap with the award",
        "contract.ended_early": "{rest:gbp} was not delivered",
        "contract.released": "{amount:gbp} released",
        "contract.delivered": "{units} units delivered and {missed} missed up to {until:day}",
        "contract.increase": "{units} units added for {amount:gbp}, ground ({ground})",
        "contract.decrease": "{units} units, {amount:gbp}, ground ({ground})",
        "contract.dates": "Delivery now up to {until:day}",
        "contract.novation": "Transferred to {supplier}",
        "safeguard.opened": "Its supplier is suspended: {owner} decides about it",
        "safeguard.chosen": "During the suspension of its supplier: {choice}",
        "safeguard.given": "{owner} decides about it during the suspension",
        "invoice.entered": "{invoice} entered: {units} units for {net:gbp} net",
        "invoice.paid": "{amount:gbp} of {invoice} paid",
        "cabinet.asked": "Cabinet is asked for up to {value:gbp}",
        "cabinetrequest.noticed": "Its notice is published",
        "cabinetrequest.decided": "Cabinet has decided",
        "cabinetrequest.withdrawn": "Withdrawn",
        "contracts.separated": "Recorded as separate for {supplier}, up to {highest_value:gbp}",
        "direct.authorised": "Direct award to {supplier} authorised up to {highest_value:gbp}",
        "limits.set": "Direct awards above {direct_award_above:gbp} need authorisation from "
        "{effective_from:day}",
        "route.set": "{route} in {lot} from {from_value:gbp}, as of {effective_from:day}",
        "scheme.limits": "Cabinet {minute}: cap {cap:gbp}, threshold {cabinet_threshold:gbp}",
        "authority.granted": "Standing authority given to {holder} up to {highest_value:gbp}",
        "cabinet.recorded": "Cabinet decision {minute} recorded, up to {highest_value:gbp}",
        "spot.found": "Spot purchase of {amount:gbp} by {team} found and recorded",
        "spot.recorded": "Spot purchase of {amount:gbp} recorded",
    }
)
