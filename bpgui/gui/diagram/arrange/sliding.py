"""Between two layouts: each neuron that is in both on its way from where it was to where it is."""

from dataclasses import replace

from PySide6.QtCore import QRectF

from bpgui.gui.diagram.arrange.geometry import LayerPlace, Layout

#: Larger networks change at once: they take longer to paint than there is time for.
MAX_NEURONS, MAX_PARAMETERS = 80, 800


def can_slide(old: Layout, new: Layout) -> bool:
    """Whether neurons are others or stand elsewhere, and few enough to be seen on their way.

    A new name alone moves nothing.
    """
    networks = old.network, new.network
    if any(sum(net.sizes) > MAX_NEURONS or net.parameter_count > MAX_PARAMETERS for net in networks):
        return False
    before, after = (net.neuron_names for net in networks)
    is_reordered = before != after and list(map(set, before)) == list(map(set, after))
    return old.size == new.size and (networks[0].sizes != networks[1].sizes or is_reordered)


def between(old: Layout, new: Layout, share: float) -> Layout:
    """Return the new layout with what survived, known by its name, at this share of its way from the old one.

    Where all is at its place, `share` is 1. New neurons stand where they will; nothing is where it has never been.
    """
    places = {name: (layer, n) for layer, names in enumerate(old.network.neuron_names) for n, name in enumerate(names)}
    layers = []
    for names, place in zip(new.network.neuron_names, new.layers, strict=True):
        origins = [places.get(name) for name in names]
        layers.append(_between_layers(old, place, origins, share))
    return replace(new, layers=tuple(layers), stack=None)


def _between_layers(old: Layout, place: LayerPlace, origins: list[tuple[int, int] | None], share: float) -> LayerPlace:
    survivors = [(n, origin) for n, origin in enumerate(origins) if origin is not None]
    if not survivors:
        return place
    before = old.layers[survivors[0][1][0]]
    starts = place.ys.copy()
    for n, (layer, neuron) in survivors:
        starts[n] = old.layers[layer].ys[neuron]
    shift = (starts - place.ys) * (1 - share)
    dx = (before.x - place.x) * (1 - share)
    boxes = place.boxes
    if boxes is not None:
        boxes = replace(boxes, tops=boxes.tops + shift, left=boxes.left + dx)
    ends = zip(_sides(before.frame), _sides(place.frame), strict=True)
    frame = QRectF(*(start + (end - start) * share for start, end in ends))
    return replace(place, x=place.x + dx, ys=place.ys + shift, boxes=boxes, frame=frame)


def _sides(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.width(), rect.height()
