"""Does its work only when it is run as a script."""

# verdict: UNREADABLE

if __name__ == "__main__":

    def add_batch(x):
        return x[None]
