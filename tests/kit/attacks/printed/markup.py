"""Prints HTML, formulas for a spreadsheet and the markup of the kit's own terminal."""

# verdict: WRONG


def add_batch(x):
    print("<script>alert(1)</script><img src=x onerror=alert(1)>")
    print('=HYPERLINK("http://example.org")', "@SUM(1)", "[bold green]passed[/]", "| a | b |")
    return x
