"""Completion in shells: the names of exercises, units and commands, and the script that asks."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from autograder.cli.exits import PASSED
from autograder.exercise import House, HouseError

_BASH = """\
_torch_kata() {
    local first=1 line kind
    if [[ ${COMP_WORDS[0]##*/} == python* ]]; then
        if [[ ${COMP_WORDS[1]##*/} != grade.py || $COMP_CWORD -lt 2 ]]; then
            COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")); return
        fi
        first=2
    fi
    COMPREPLY=()
    while IFS=, read -r kind line; do
        [[ -n $line ]] && COMPREPLY+=("$line")
    done < <(env COMP_WORDS="torch-kata ${COMP_WORDS[*]:$first}" \\
        COMP_CWORD=$((COMP_CWORD-first+1)) _TORCH_KATA_COMPLETE=bash_complete \\
        "${COMP_WORDS[@]:0:$first}" 2>/dev/null)
}
complete -o bashdefault -o filenames -F _torch_kata torch-kata python python3
"""
_ZSH = """\
_torch_kata() {
    local first=1; local -a found; local kind name text
    if [[ ${words[1]:t} == python* ]]; then
        if [[ ${words[2]:t} != grade.py || $CURRENT -lt 3 ]]; then _files; return; fi
        first=2
    fi
    for kind name text in "${(@f)$(env COMP_WORDS="torch-kata ${words[$((first+1)),-1]}" \\
        COMP_CWORD=$((CURRENT-first)) _TORCH_KATA_COMPLETE=zsh_complete \\
        "${(@)words[1,first]}" 2>/dev/null)}"; do
        [[ -n $name ]] && found+=("$name")
    done
    compadd -a found
}
compdef _torch_kata torch-kata python python3
"""
_FISH = """\
function _torch_kata
    set -l typed (commandline -opc)
    set -l first 1
    if string match -q '*python*' -- $typed[1]
        string match -q '*grade.py' -- $typed[2]; or return
        set first 2
    end
    env COMP_WORDS="torch-kata "(string join ' ' -- $typed[(math $first + 1)..-1]) \\
        COMP_CWORD=(commandline -t) _TORCH_KATA_COMPLETE=fish_complete $typed[1..$first] \\
        2>/dev/null | string replace -r '^[a-z]+,' ''
end
complete -c torch-kata -f -a '(_torch_kata)'
complete -c python -n 'string match -q "*grade.py" -- (commandline -opc)[2]' -f -a '(_torch_kata)'
complete -c python3 -n 'string match -q "*grade.py" -- (commandline -opc)[2]' -f -a '(_torch_kata)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def run(*, shell: str) -> int:
    """Print the script that a shell has to read."""
    click.echo(SCRIPTS[shell], nl=False)
    return PASSED


def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Units and exercises that begin so; commands too, where `grade` was left out."""
    try:
        house = House()
        known = [unit.name for unit in house.units] + [e.name for e in house.exercises]
    except HouseError:
        known = []
    group = ctx.parent.command if ctx.parent is not None else None
    if (
        param.nargs == -1
        and isinstance(group, click.Group)
        and not ctx.params.get(param.name or "")
    ):
        known += sorted(group.commands)
    return [CompletionItem(name) for name in dict.fromkeys(known) if name.startswith(incomplete)]
