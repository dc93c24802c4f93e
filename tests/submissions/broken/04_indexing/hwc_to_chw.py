"""It takes other parameters than it should."""


def hwc_to_chw(img, height, width):
    return img.permute(2, 0, 1).reshape(-1, height, width)
