"""From logits to scores: standardise, weigh, and map to probabilities on natural samples."""
import numpy as np
from sklearn.isotonic import IsotonicRegression


def standard(logits, sample):
    """Mean and deviation on a sample, so that views of other spread count alike."""
    return float(logits[sample].mean()), float(logits[sample].std() + 1e-6)


def combined(parts, sources):
    """Weighted sum of standardised logits; `parts`: [source, weight, mean, deviation]."""
    return sum(weight * (sources[name] - mean) / deviation for name, weight, mean, deviation in parts)


def curve(sums, targets, weights=None, points=24):
    """Rising pairs [sum, probability]: isotonic, then as few straight lines as keep its shape, open at both ends."""
    rising = IsotonicRegression(out_of_bounds='clip', y_min=0.0, y_max=1.0).fit(sums, targets, sample_weight=weights)
    at = np.unique(np.quantile(sums, np.concatenate([np.linspace(0, 0.9, 10), 1 - np.geomspace(0.1, 8 / len(sums), points)])))
    p = np.asarray([rising.predict(sums[np.abs(sums - x).argsort()[:max(40, len(sums) // 400)]]).mean() for x in at])
    p = np.maximum.accumulate(np.clip(p, 0.0005, 0.9995))
    # Equal steps would make ties: rise a little everywhere, so that order is kept for ROC's sake.
    p = np.clip(p + np.linspace(0, 1e-3, len(p)), 0, 0.9999)
    low, high = float(at[0]), float(at[-1])
    pairs = [[low - 6, 0.00001]] + [[float(x), float(y)] for x, y in zip(at, p)]
    return pairs + [[high + 6, 0.99999]]
