"""The latent channels of the starter model, in their order.

A latent is a grid of cells of 8 px. Each cell has 42 numbers:

 0..31  photo   principal components of the cell's 8x8 pixels
32..33  motion  where the cell is to be found in the photo, from its own place: columns, then rows; px / 5
34..35  ramps   (column + 1) / 4 and (row + 1) / 4; the decoder needs them
36..41  code    clean value 0; the noise of the first cell of the first frame chooses the move
"""

CELL_PX = 8

PHOTO = 32
MOTION = 2
RAMPS = 2
CODE = 6

FIRST_MOTION = PHOTO
FIRST_RAMP = FIRST_MOTION + MOTION
FIRST_CODE = FIRST_RAMP + RAMPS
LATENT = FIRST_CODE + CODE

MOTION_SCALE_PX = 5.0
RAMP_SCALE = 4.0
