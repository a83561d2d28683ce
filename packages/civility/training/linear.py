"""The linear view: every word known by itself and by its letters, and pairs of neighbours; names, spelling, rare insults.

A comment's features are sums over its distinct words, so that at run time a known word costs one row of a table.
"""
import numpy as np
from scipy import optimize, sparse

LETTER_BUCKETS = 1 << 19
PAIR_BUCKETS = 1 << 19


def fnv(codes, seed=2166136261):
    h = seed
    for code in codes:
        h = ((h ^ code) * 16777619) & 0xFFFFFFFF
    return h


def mixed(h, buckets):
    return (h ^ (h >> 15)) & (buckets - 1)


def units(text):
    data = text.encode('utf-16-le', 'surrogatepass')
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def letters_of(word):
    """Buckets of the character 2- to 5-grams of <word>, each once."""
    codes = units(f'<{word}>')
    return sorted({mixed(fnv(codes[at:at + n]), LETTER_BUCKETS) for n in (2, 3, 4, 5) for at in range(len(codes) - n + 1)})


def word_hash(word):
    return fnv(units(word))


def pair_bucket(first, second):
    """From the two words' hashes."""
    return mixed(((first * 31) ^ second) * 0x9E3779B1 & 0xFFFFFFFF, PAIR_BUCKETS)


class Features:
    """Word, letter and pair columns: `words` first, then letters, then pairs."""

    def __init__(self, words):
        self.words = list(words)
        self.index = {word: i for i, word in enumerate(self.words)}
        self.forms = {}
        self.hashes = []
        self.rows = []

    def _form(self, token):
        known = self.forms.get(token)
        if known is None:
            known = self.forms[token] = len(self.hashes)
            self.hashes.append(word_hash(token))
            base = len(self.words)
            own = [self.index[token]] if token in self.index else []
            self.rows.append(own + [base + gram for gram in letters_of(token)])
        return known

    def matrix(self, rows, most=200):
        """Binary; one row a comment."""
        base = len(self.words) + LETTER_BUCKETS
        in_words, at_words, pair_columns, at_pairs = [], [0], [], [0]
        for row in rows:
            forms = [self._form(token) for token in row['tokens'][:most]]
            in_words.extend(sorted(set(forms)))
            at_words.append(len(in_words))
            pairs = {pair_bucket(self.hashes[a], self.hashes[b]) for a, b in zip(forms, forms[1:])}
            pair_columns.extend(sorted(pairs))
            at_pairs.append(len(pair_columns))
        lengths = np.asarray([len(row) for row in self.rows])
        of_form = sparse.csr_matrix((np.ones(lengths.sum(), np.float32), np.concatenate([np.asarray(r, np.int32) for r in self.rows]),
                                     np.concatenate([[0], np.cumsum(lengths)])), (len(self.rows), base))
        chosen = sparse.csr_matrix((np.ones(len(in_words), np.float32), np.asarray(in_words, np.int32), np.asarray(at_words)), (len(rows), len(self.rows)))
        pairs = sparse.csr_matrix((np.ones(len(pair_columns), np.float32), np.asarray(pair_columns, np.int32), np.asarray(at_pairs)), (len(rows), PAIR_BUCKETS))
        return sparse.hstack([chosen @ of_form, pairs], format='csr', dtype=np.float32)


def idf_of(matrix):
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return (np.log((1 + matrix.shape[0]) / (1 + seen)) + 1).astype(np.float32) * (seen > 1)


def scaled(matrix, idf):
    """Columns by idf, rows to the length that a sum over words would have were their features apart."""
    squares = matrix @ (idf ** 2)
    scale = sparse.diags((1 / np.sqrt(np.maximum(squares, 1e-6))).astype(np.float32))
    return (scale @ matrix @ sparse.diags(idf)).astype(np.float32)


def fit(matrix, targets, strength, steps=100):
    """Logistic regression on fractions: weights and bias. In 32 bits, for 64 do not fit into memory."""
    wanted = targets.astype(np.float32)
    turned = matrix.T
    mean = float(wanted.mean())

    def loss(flat):
        weights, bias = flat[:-1].astype(np.float32), np.float32(flat[-1])
        logits = matrix @ weights + bias
        error = 1 / (1 + np.exp(-logits)) - wanted
        value = strength * (np.logaddexp(0, logits) - wanted * logits).sum(dtype=np.float64) + 0.5 * (flat[:-1] ** 2).sum()
        return value, np.append(strength * (turned @ error).astype(np.float64) + flat[:-1], strength * error.sum(dtype=np.float64))

    start = np.append(np.zeros(matrix.shape[1]), np.log(mean / (1 - mean)))
    found = optimize.minimize(loss, start, jac=True, method='L-BFGS-B', options={'maxiter': steps, 'ftol': 1e-6}).x
    return found[:-1].astype(np.float32), np.float32(found[-1])
