"""Rows as prepare.mjs wrote them, the heads that their labels feed, and the vocabulary."""
import json
import os
from collections import Counter

import numpy as np

# Licence: insults and olid are for measuring only (../shared/data/README.md); nothing here trains on them.
TRAINED_ON = ['civil-comments', 'toxic-spans', 'wikipedia', 'wikipedia-subtypes', 'adhominem-cmv', 'misogyny', 'davidson', 'pairs']
MEASURED_ON = ['insults', 'olid']

CIVIL = ['toxicity', 'severe_toxicity', 'obscene', 'identity_attack', 'insult', 'threat', 'sexual_explicit']
WIKI = ['toxic_any', 'severe_toxic', 'obscene', 'threat', 'insult', 'identity_hate']
SPANS = ['any_span', 'span_insult', 'span_threat', 'span_obscene', 'span_identity_attack', 'span_other']
PAIRS = ['attack', 'hate', 'to_commenter', 'to_author', 'crude', 'menace', 'sexual']
HEADS = (
    [f'civil.{label}' for label in CIVIL]
    + [f'wiki.{label}' for label in WIKI]
    + [f'spans.{label}' for label in SPANS]
    + ['cmv.personal_attack', 'civil.rejected', 'misogyny.misogyny', 'misogyny.personal_attack', 'davidson.hate', 'davidson.offensive']
    + [f'pairs.{label}' for label in PAIRS]
)
HEAD = {name: i for i, name in enumerate(HEADS)}


def targets_of(row):
    """Head name -> 0..1. A 0/1 label whose votes are unknown stands for the mean of such votes."""
    labels, source = row['labels'], row['source']
    soft = (lambda x: 0.06 + 0.76 * x) if row.get('binary') else (lambda x: x)
    out = {}
    if source == 'civil_comments':
        for label in CIVIL:
            if label in labels:
                out[f'civil.{label}'] = soft(labels[label])
        if row.get('site_rating'):
            out['civil.rejected'] = float(row['site_rating'] == 'rejected')
    elif source == 'toxic_spans':
        out['civil.toxicity'] = labels.get('toxicity', 0.8) if labels.get('toxicity', 0.8) not in (0, 1) else soft(labels['toxicity'])
        for label in SPANS:
            if label in labels:
                out[f'spans.{label}'] = labels[label]
    elif source.startswith('wikipedia'):
        for label in WIKI:
            if label in labels:
                out[f'wiki.{label}'] = labels[label]
    elif source.startswith('adhominem'):
        out['cmv.personal_attack'] = labels['personal_attack']
    elif source == 'misogyny':
        for label in ('misogyny', 'personal_attack'):
            out[f'misogyny.{label}'] = labels[label]
    elif source == 'davidson':
        out['davidson.hate'] = labels['hate']
        out['davidson.offensive'] = labels['offensive']
    elif source == 'pairs':
        for head, value in labels.items():
            out[head] = value
    return out


def load(folder, name, split):
    path = os.path.join(folder, f'{name}.{split}.ndjson')
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [json.loads(line) for line in file]


def load_all(folder, names, split):
    return [row for name in names for row in load(folder, name, split)]


def vocabulary(rows, glove_words, most, least=3):
    """Words of the training rows by frequency, then GloVe's own commonest, so that transfer meets known words."""
    counts = Counter(token for row in rows for token in row['tokens'])
    words = [word for word, n in counts.most_common() if n >= least and (n >= 2 * least or word in glove_words)]
    return words[:most]


def load_glove(path, keep):
    """word -> float32[100] for the wanted words and for the GloVe order's head."""
    with open(path) as file:
        data = json.load(file)
    vectors = {}
    for rank, word in enumerate(data['words']):
        if word in keep or rank < 120_000:
            vector = data['vectors'][word]
            vectors[word] = np.asarray(vector[:100], dtype=np.float32)
    return vectors


def grams_of(word, buckets, most=12):
    """Hashed character 3- and 4-grams of <word>, as subwords.ts has them (FNV-1a over UTF-16 units)."""
    marked = f'<{word}>'
    units = marked.encode('utf-16-le', 'surrogatepass')
    codes = [units[i] | units[i + 1] << 8 for i in range(0, len(units), 2)]
    out = []
    for n in (3, 4):
        for at in range(len(codes) - n + 1):
            h = 2166136261
            for code in codes[at:at + n]:
                h = ((h ^ code) * 16777619) & 0xFFFFFFFF
            out.append((h ^ (h >> 15)) % buckets)
            if len(out) == most:
                return out
    return out
