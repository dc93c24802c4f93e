"""Grading a class: find what was handed in, grade it on one deck in a pool, keep a ledger.

The seam to other machines is a plain function of plain data:

    grade_one(recipe: Recipe, work: Work) -> Outcome

All three pickle. `Recipe` (batch.recipe) says what everybody is graded on, `Work` (batch.work) is
one submission as text, `Outcome` is its score report, encoded. Any `concurrent.futures.Executor`
can run it: `GraderPool` (batch.executors) does so here, in grader processes that are restarted when
they die. The process that runs it keeps a warm zygote for the recipe; it needs the house at
`recipe.root` and the deck at `recipe.deck`, whose digest, and the versions of kit and torch, it
compares with the recipe's: `MismatchError` where they are others.

`grade_class` (batch.run) drives an executor: a few submissions at a time, each outcome into the
ledger (batch.ledger) in a transaction of its own, what the kit failed at once more. A future that
raises `GraderLostError` is one whose process died or took too long: it is tried once more too.
"""
