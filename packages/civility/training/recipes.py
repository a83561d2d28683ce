"""Which heads make which score, and on what sample each is calibrated. Chosen on the held-out and dev rows; see RECIPES' figures in ../EVAL.md."""
import numpy as np
from sklearn.linear_model import LogisticRegression

import combine

# Score -> (parts as (source, weight), labels it is calibrated on). The first decides whether words are marked.
MIXES = {
    'TOXICITY': ([('net:civil.toxicity', 1), ('net:wiki.toxic_any', 0.7), ('linear:civil', 0.7), ('linear:wiki', 0.5)], ['civil.toxicity', 'wiki.toxic_any']),
    'SEVERE_TOXICITY': ([('net:wiki.severe_toxic', 1), ('net:wiki.obscene', 0.5)], ['wiki.severe_toxic']),
    'INSULT': ([('net:civil.insult', 1), ('net:wiki.insult', 0.5), ('net:pairs.to_commenter', 1), ('linear:insult', 0.5), ('linear:civil', 0.5)], ['wiki.insult', 'civil.insult']),
    'PROFANITY': ([('net:wiki.obscene', 1), ('net:pairs.crude', 0.3), ('linear:obscene', 0.7)], ['wiki.obscene']),
    'THREAT': ([('net:wiki.threat', 1), ('net:civil.threat', 0.5), ('net:spans.span_threat', 0.5), ('net:pairs.menace', 0.5)], ['wiki.threat', 'civil.threat']),
    'IDENTITY_ATTACK': ([('net:wiki.identity_hate', 1), ('net:civil.identity_attack', 1), ('net:spans.span_identity_attack', 0.5)], ['wiki.identity_hate', 'civil.identity_attack']),
    'SEXUALLY_EXPLICIT': ([('net:civil.sexual_explicit', 1), ('net:wiki.obscene', 0.7)], ['civil.sexual_explicit']),
    'ATTACK_ON_COMMENTER': ([('net:cmv.personal_attack', 1), ('net:wiki.insult', 1), ('net:wiki.toxic_any', 1), ('net:pairs.to_commenter', 0.5), ('linear:wiki', 0.5)], ['cmv.personal_attack', 'wiki.insult']),
    'ATTACK_ON_AUTHOR': ([('net:pairs.to_author', 1), ('net:civil.insult', 0.3)], ['pairs.to_author']),
    'VIOLATION': ([('net:civil.toxicity', 1), ('linear:civil', 0.7), ('net:civil.insult', 0.5), ('net:wiki.toxic_any', 0.3), ('linear:wiki', 0.3)], ['civil.toxicity']),
    'HATE': ([('net:pairs.hate', 1), ('net:civil.identity_attack', 0.3), ('net:wiki.identity_hate', 0.3)], ['pairs.hate']),
}
NATURAL = {'civil_comments': ('random', 'last-chunk'), 'wikipedia': ('random',)}


def is_natural(row):
    return row.get('sample') in NATURAL.get(row['source'], ())


def platt(sums, targets, weights):
    """Two numbers, where the positives are too few for more."""
    stacked = np.concatenate([sums, sums])[:, None]
    labels = np.concatenate([np.ones_like(sums), np.zeros_like(sums)])
    model = LogisticRegression(C=10).fit(stacked, labels, sample_weight=np.concatenate([weights * targets, weights * (1 - targets)]))
    gain, bias = float(model.coef_[0, 0]), float(model.intercept_[0])
    return [[float(x), float(1 / (1 + np.exp(-(gain * x + bias))))] for x in np.linspace(-8, 20, 57)]


def recipes(rows, targets, sources):
    """Score -> recipe. `rows`: held-out and dev rows; `targets`: their heads' targets; `sources`: name -> logits."""
    natural = np.asarray([is_natural(row) for row in rows])
    toxic_share = 0.097
    out = {}
    for score, (mix, labels) in MIXES.items():
        parts = [[name, weight, *combine.standard(sources[name], natural)] for name, weight in mix]
        sums = combine.combined(parts, sources)
        known = np.asarray([any(label in target for label in labels) for target in targets])
        values = np.asarray([max((target[label] for label in labels if label in target), default=0) for target in targets])
        if score in ('TOXICITY', 'VIOLATION'):
            chosen = known & natural
            pairs = combine.curve(sums[chosen], values[chosen])
        else:
            # Rows with finer labels are richer in toxic ones than nature: weigh them back.
            toxic = np.asarray([row['target'] >= 0.5 for row in rows])
            share = toxic[known].mean()
            weights = np.where(toxic, toxic_share / share, (1 - toxic_share) / (1 - share)) if 0 < share < 1 else np.ones(len(rows))
            pairs = platt(sums[known], values[known], weights[known])
        out[score] = {'parts': parts, 'curve': pairs}
    return out
