"""`aiguilleur corrections refuser`: the directory goes on saying what it said."""

from bot.commands.corrections.decided import deciding

command = deciding(
    "refuser",
    "refused",
    help="Refuse ces corrections (N, un ou plusieurs numéros) : l'annuaire reprend ce qu'il disait. Dites-le à la structure, "
    "qui ne le voit pas autrement.",
    done="Refusé : {numbers}.",
)
