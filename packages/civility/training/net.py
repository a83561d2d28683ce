"""The net: a window of five words, pooled by maximum and by attention, and one head a source and label."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from rows import HEADS, grams_of, targets_of

BUCKETS = 8192
GRAMS = 12
DIMS = 100
PAD, UNKNOWN = 0, 1


class Words:
    """Token -> row of the embedding, and the subword rows that stand in for a word that is unknown or hidden."""

    def __init__(self, words):
        self.words = ['<pad>', '<unk>'] + list(words)
        self.index = {word: i for i, word in enumerate(self.words)}
        self.grams = np.zeros((len(self.words), GRAMS), dtype=np.int32)
        for i, word in enumerate(self.words):
            if i > 1:
                grams = grams_of(word, BUCKETS, GRAMS)
                self.grams[i, :len(grams)] = np.asarray(grams) + 1
        self.unknown = {}

    def encode(self, tokens):
        """ids, and for each unknown token its index into `extra` grams (kept apart: -k for the k-th unknown word)."""
        return [self.index.get(token) or self._unknown(token) for token in tokens]

    def _unknown(self, token):
        known = self.unknown.get(token)
        if known is None:
            known = -(len(self.unknown) + 1)
            self.unknown[token] = known
        return known

    def all_grams(self):
        """Gram rows by id, the unknown words' after the known ones'."""
        extra = np.zeros((len(self.unknown), GRAMS), dtype=np.int32)
        for token, k in self.unknown.items():
            grams = grams_of(token, BUCKETS, GRAMS)
            extra[-k - 1, :len(grams)] = np.asarray(grams) + 1
        return np.concatenate([self.grams, extra])


def initial_embedding(words, vectors, rng):
    table = rng.normal(0, 0.1, (len(words.words), DIMS)).astype(np.float32)
    sums = np.zeros((BUCKETS + 1, DIMS), dtype=np.float64)
    seen = np.zeros(BUCKETS + 1)
    for i, word in enumerate(words.words):
        vector = vectors.get(word)
        if vector is None:
            continue
        table[i] = vector
        for gram in words.grams[i]:
            if gram:
                sums[gram] += vector
                seen[gram] += 1
    table[PAD] = 0
    grams = (sums / np.maximum(seen, 1)[:, None]).astype(np.float32)
    grams[seen == 0] = 0
    return table, grams


class Net(nn.Module):
    def __init__(self, table, grams, shape_size, width=160, places=5, attention=4, hidden=128):
        super().__init__()
        self.words = nn.Embedding(table.shape[0], DIMS, padding_idx=PAD, sparse=True)
        self.words.weight.data.copy_(torch.from_numpy(table))
        self.grams = nn.Embedding(BUCKETS + 1, DIMS, padding_idx=0, sparse=True)
        self.grams.weight.data.copy_(torch.from_numpy(grams))
        self.places = places
        self.window = nn.Linear(places * DIMS, width)
        self.attend = nn.Linear(places * DIMS, attention)
        self.hidden = nn.Linear(2 * width + shape_size, hidden)
        self.heads = nn.Linear(hidden, len(HEADS))
        self.attention = attention
        self.drop = 0.15

    def embed(self, ids, gram_rows):
        """`gram_rows`: (flat positions that are read by their subwords, their gram ids)."""
        vectors = self.words(ids)
        at, grams = gram_rows
        if len(at):
            summed = self.grams(grams).sum(1) / (grams > 0).sum(1, keepdim=True).clamp(min=1)
            flat = vectors.reshape(-1, DIMS).index_put((at,), summed)
            vectors = flat.reshape(vectors.shape)
        return vectors

    def forward(self, ids, gram_rows, shape, drop=0.0):
        vectors = self.embed(ids, gram_rows)
        if drop:
            vectors = F.dropout(vectors, drop, self.training)
        mask = ids != PAD
        reach, length = self.places // 2, ids.shape[1]
        padded = F.pad(vectors, (0, 0, reach, reach))
        around = torch.cat([padded[:, p:p + length] for p in range(self.places)], 2)
        seen = F.relu(self.window(around))
        seen = seen * mask[..., None]
        weights = torch.softmax(self.attend(around).masked_fill(~mask[..., None], -1e4), 1)
        batch, length, width = seen.shape
        split = seen.reshape(batch, length, self.attention, width // self.attention)
        pooled = (split * weights[..., None]).sum(1).reshape(batch, width)
        features = torch.cat([seen.max(1).values, pooled, shape], 1)
        hidden = F.relu(self.hidden(F.dropout(features, self.drop, self.training)))
        return self.heads(F.dropout(hidden, self.drop, self.training))


class Batches:
    """Batches of like length, in a seeded order."""

    def __init__(self, rows, words, size=128, most=180):
        self.size = size
        self.ids = [np.asarray(words.encode(row['tokens'][:most]) or [UNKNOWN], dtype=np.int64) for row in rows]
        self.lengths = np.asarray([len(ids) for ids in self.ids])
        self.shape = np.asarray([row['shape'] for row in rows], dtype=np.float32)
        self.targets = np.full((len(rows), len(HEADS)), -1, dtype=np.float32)
        head = {name: i for i, name in enumerate(HEADS)}
        for i, row in enumerate(rows):
            for name, value in targets_of(row).items():
                self.targets[i, head[name]] = value
        # A majority's empty list means that raters did not agree on the words, not that there are none.
        sure = [row.get('spans_from') == 'semeval-train' or any(row.get('marks', ())) for row in rows]
        self.marks = [np.asarray(row['marks'][:most], dtype=np.float32) if known else None for row, known in zip(rows, sure)]
        self.weights = np.asarray([row.get('weight', 1.0) for row in rows], dtype=np.float32)

    def order(self, rng):
        jittered = np.argsort(self.lengths + rng.uniform(0, 6, len(self.lengths)), kind='stable')
        batches = [jittered[at:at + self.size] for at in range(0, len(jittered), self.size)]
        rng.shuffle(batches)
        return batches

    def take(self, rows, grams, rng=None, hide=0.0):
        """Tensors of some rows. `hide`: share of the known words that are read by their subwords instead."""
        known = len(grams.known)
        width = max(2, int(self.lengths[rows].max()))
        ids = np.zeros((len(rows), width), dtype=np.int64)
        for i, row in enumerate(rows):
            ids[i, :self.lengths[row]] = self.ids[row]
        lookup = np.where(ids < 0, known - ids - 1, ids)
        by_grams = ids < 0
        if hide and rng is not None:
            by_grams |= (rng.random(ids.shape) < hide) & (ids > 1)
        at = np.flatnonzero(by_grams)
        chosen = grams.rows[lookup.reshape(-1)[at]]
        ids = np.where(ids < 0, UNKNOWN, ids)
        return (torch.from_numpy(ids), (torch.from_numpy(at), torch.from_numpy(chosen.astype(np.int64))), torch.from_numpy(self.shape[rows]))


class Grams:
    def __init__(self, words):
        self.known = words.words
        self.rows = words.all_grams()


def wanted(batches, rows, taught):
    """Targets and weights of some rows' heads. What raters said counts; what the teachers say, half as much, everywhere."""
    targets = torch.from_numpy(batches.targets[rows])
    known = (targets >= 0).float()
    targets = targets.clamp(min=0)
    if taught is not None:
        told = torch.from_numpy(taught[rows].astype(np.float32))
        weights = known + 0.5
        targets, known = (known * targets + 0.5 * told) / weights, weights
    return targets, known * torch.from_numpy(batches.weights[rows])[:, None]


def train(net, batches, grams, epochs, seed, rate=2e-3, word_rate=3e-3, taught=None, log=print):
    """`taught`: what teachers said, probabilities by row and head, or None."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    sparse = [net.words.weight, net.grams.weight]
    dense = [p for p in net.parameters() if all(p is not s for s in sparse)]
    optimisers = [torch.optim.SparseAdam(sparse, lr=word_rate), torch.optim.Adam(dense, lr=rate)]
    rates = [word_rate, rate]
    total = epochs * len(batches.order(np.random.default_rng(0)))
    step = 0
    for epoch in range(epochs):
        net.train()
        running = []
        for rows in batches.order(rng):
            factor = min(1.0, step / 300) * max(0.05, 1 - step / total)
            for optimiser, full in zip(optimisers, rates):
                for group in optimiser.param_groups:
                    group['lr'] = full * factor
                optimiser.zero_grad()
            ids, gram_rows, shape = batches.take(rows, grams, rng, hide=0.08)
            logits = net(ids, gram_rows, shape, drop=0.05)
            targets, known = wanted(batches, rows, taught)
            loss = (F.binary_cross_entropy_with_logits(logits, targets, reduction='none') * known).sum() / len(rows)
            loss.backward()
            for optimiser in optimisers:
                optimiser.step()
            running.append(loss.item())
            step += 1
            if step % 100 == 0:
                log(f'epoch {epoch + 1} step {step}/{total} loss {np.mean(running[-500:]):.4f}')
    net.eval()


@torch.no_grad()
def predict(net, batches, grams):
    """Logits by row and head."""
    net.eval()
    logits = np.zeros((len(batches.ids), len(HEADS)), dtype=np.float32)
    order = np.argsort(batches.lengths, kind='stable')
    for at in range(0, len(order), 256):
        rows = order[at:at + 256]
        logits[rows] = net(*batches.take(rows, grams)).numpy()
    return logits
