"""The shape of the UNet, and what its channels hold outside of the transformers."""

from channels import CODE, PHOTO

LEVELS = 7  # so that the lowest grid is at most two cells wide up to 1024 px: one edge indicator is its cell index
TOP_WIDTH = 192
LOW_WIDTH = 32
MID_WIDTH = 96
LOWEST = LEVELS - 1
TOP_GROUP = TOP_WIDTH // 32  # channels of a group of a GroupNorm
MID_GROUP = MID_WIDTH // 32

# The levels between the highest and the lowest. Down: the code's noise; up: the coefficients of the move.
CODE_NOISE = COEFFICIENTS = 0
ONE_DOWN = CODE  # 1 everywhere
EDGES = ONE_DOWN + 1  # 1 where a left neighbour is, 1 where an upper neighbour is; at the lowest level alone
INDEX = CODE  # column and row, up
ONE_UP = INDEX + 2
MASKS = ONE_UP + 1  # leaves and water: 2 channels
CARRIED = MASKS + 2

# conv_in, which the last resnet of the up path reads again as its skip connection.
SKIP_PHOTO = 8
MASKS_TOP = 174
COLOUR_INDICES = 180  # two groups of 6: leaves, water

# The middle, in groups of 3: the value, +8192, -8192.
MID_CODE = 0
MID_EDGES = MID_CODE + 3 * CODE
MID_AMPLITUDE = MID_EDGES + 3 * 2  # bucket / 255 and 7 / fps
MID_COEFFICIENTS = MID_AMPLITUDE + 3 * 2

UNIT_CELLS = 16.0  # the highest level's lengths are in units of so many cells


def top(group, index):
    """A channel of the highest level: 32 groups of 6, four of them of use (or three and a null), +8192, -8192."""
    return TOP_GROUP * group + index


# What the groups of the highest level hold, in the order of their indices.
COEFFICIENT_GROUPS = (0, 1)  # three each, for the first transformer
INDEX_GROUP = 2  # column, row
MASK_GROUP = 5  # leaves, water
# Written by the first transformer.
PLACE_GROUP = 3  # X, Y, |P|^2
OFFSET_GROUP = 4  # g_x, g_y mirrored at the border, shear
BREEZE_GROUP = 6  # plus and minus the breeze's offset: no mean
FLOW_GROUP = 8  # g_x, g_y as they are
TURNED_GROUP = 29  # turned along x, along y; |u|^2
# Read by the second transformer, after the last resnet.
WARP_PLACE_GROUP = 0  # X, Y, |P|^2
WARP_OFFSET_GROUP = 1  # g_x, g_y, zoom
WARP_DISTORTION_GROUP = 2  # roll, shear, stretch
WARP_PHOTO_GROUP = 3  # to group 10: four latents each


def result(index):
    """The two channels of the highest level that hold plus and minus a latent of the answer: no mean."""
    group = WARP_PHOTO_GROUP + PHOTO // 4 + index // 2
    return top(group, 2 * (index % 2)), top(group, 2 * (index % 2) + 1)


def read_group(proj_in, output, group, index, scale=1.0):
    """Adds a channel of the highest level to a token's; the group's null, index 3, brings back the group's mean."""
    proj_in.weight[output, top(group, index)] += scale
    proj_in.weight[output, top(group, 3)] -= scale
