"""What is measured of a clip. Frames are uint8 [n, height, width, 3]; flow is in px at a width of 256 px."""

import cv2
import numpy as np

from moves import KINDS, SIGNED_KINDS, coefficients_of_shares

REFERENCE_WIDTH_PX = 256
LAST_FRAME = 13
EDGE_PX = 8  # left out of the flicker


def flow_between(first, second):
    """Dense optical flow [height, width, 2] in px of the frames."""
    finder = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    return finder.calc(_grey(first), _grey(second), None)


def flow_of_kinds(scene):
    """The flow from the first to the 14th frame of each signed kind alone: {name: [height, width, 2]}."""
    flows = {}
    for kind, names in enumerate(SIGNED_KINDS):
        for name, sign in zip(names, (1, -1)):
            shares = np.zeros(len(KINDS))
            shares[kind] = sign
            flows[name] = -scene.pixel_offsets(coefficients_of_shares(shares, 127, 7, LAST_FRAME))
    return flows


def kind_of_code(shares):
    """The name of the kind with the largest share."""
    kind = int(np.abs(shares).argmax())
    return SIGNED_KINDS[kind][0 if shares[kind] > 0 else 1]


def kind_of_flow(flow, flows):
    """The kind whose own flow is most like a flow, and how much of the flow it explains, 0..1."""
    likeness = {name: _cosine(flow, field) for name, field in flows.items()}
    kind = max(likeness, key=likeness.get)
    return kind, max(0.0, likeness[kind]) ** 2


def median_length(flow):
    """Median length in px at a width of 256 px."""
    return float(np.median(np.hypot(flow[..., 0], flow[..., 1])) * REFERENCE_WIDTH_PX / flow.shape[1])


def angle_between(flow, other):
    """Degrees between two flows as vectors of all their numbers."""
    return float(np.degrees(np.arccos(np.clip(_cosine(flow, other), -1, 1))))


def psnr(frame, picture):
    """PSNR in dB of a frame against a picture of 0..1."""
    return float(10 * np.log10(255**2 / ((frame.astype(float) - picture * 255) ** 2).mean()))


def sharpness(frame, picture):
    """Variance of the Laplacian, in parts of the picture's."""
    return float(_laplacian_variance(frame) / _laplacian_variance((picture * 255).astype(np.uint8)))


def unsteadiness(frames):
    """How far a step from frame to frame departs from the steps around it, at most, in parts of the mean step.

    A step is what the flow from the first frame gains along the flow to the last frame.
    """
    whole = flow_between(frames[0], frames[-1])
    reached = [0.0] + [float((flow_between(frames[0], f) * whole).sum() / (whole * whole).sum()) for f in frames[1:]]
    steps = np.diff(reached)
    smooth = np.convolve(np.pad(steps, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(np.abs(steps - smooth).max() / np.abs(steps).mean())


def flicker(frames):
    """Mean difference in grey levels between each frame and the one before it, warped onto it by optical flow.

    Warping and optical flow leave something of every clip, so it is to be compared with that of the true warp.
    """
    height, width = frames[0].shape[:2]
    row, column = np.mgrid[:height, :width].astype(np.float32)
    inner = (slice(EDGE_PX, -EDGE_PX), slice(EDGE_PX, -EDGE_PX))
    left = []
    for before, after in zip(frames, frames[1:]):
        back = flow_between(after, before)
        warped = cv2.remap(
            before, column + back[..., 0], row + back[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        left.append(np.abs(warped[inner].astype(float) - after[inner]).mean())
    return float(np.mean(left))


def median_step(frames):
    """Median length of the flow from frame to frame, px at a width of 256 px."""
    return float(np.median([median_length(flow_between(a, b)) for a, b in zip(frames, frames[1:])]))


def _cosine(a, b):
    return float((a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-12))


def _grey(frame):
    return cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)


def _laplacian_variance(frame):
    return cv2.Laplacian(_grey(frame), cv2.CV_32F)[12:-12, 12:-12].var()
