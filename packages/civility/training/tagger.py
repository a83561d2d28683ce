"""The word tagger: which words of a comment that offends are the ones. Reads the net's words as they ship; see src/tagger.ts."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from net import BUCKETS, DIMS, PAD, Batches, Net

PLACES = 5
WIDTH = 64
EPOCHS = 6


class Tagger(nn.Module):
    def __init__(self, words, grams, drop=0.3):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(words, freeze=True, padding_idx=PAD)
        self.grams = nn.Embedding.from_pretrained(grams, freeze=True, padding_idx=0)
        self.window = nn.Linear(PLACES * DIMS, WIDTH)
        self.beyond = nn.Linear(3 * WIDTH, WIDTH)
        self.pool = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, 1)
        self.drop = drop

    embed = Net.embed

    def forward(self, ids, gram_rows):
        length = ids.shape[1]
        mask = (ids != PAD).float()[..., None]
        vectors = F.dropout(self.embed(ids, gram_rows), self.drop, self.training)
        near = F.pad(vectors, (0, 0, PLACES // 2, PLACES // 2))
        seen = F.relu(self.window(torch.cat([near[:, p:p + length] for p in range(PLACES)], 2))) * mask
        apart = F.pad(F.dropout(seen, self.drop / 2, self.training), (0, 0, 2, 2))
        seen = seen + F.relu(self.beyond(torch.cat([apart[:, p:p + length] for p in (0, 2, 4)], 2))) * mask
        shift = self.pool(seen.max(1).values)
        return self.out(F.dropout(F.relu(seen + shift[:, None]), self.drop, self.training)).squeeze(2)


def train(tagger, rows, words, grams, seed, epochs=EPOCHS, rate=2e-3, log=print):
    """`rows`: those whose marks are sure."""
    batches = Batches(rows, words, size=32)
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    optimiser = torch.optim.Adam([p for p in tagger.parameters() if p.requires_grad], lr=rate, weight_decay=1e-5)
    total = epochs * -(-len(rows) // batches.size)
    step = 0
    for epoch in range(epochs):
        tagger.train()
        losses = []
        for chosen in batches.order(rng):
            for group in optimiser.param_groups:
                group['lr'] = rate * max(0.05, 1 - step / total)
            optimiser.zero_grad()
            ids, gram_rows, _ = batches.take(chosen, grams, rng, hide=0.05)
            wanted = torch.zeros(ids.shape)
            for i, row in enumerate(chosen):
                marks = batches.marks[row]
                wanted[i, :len(marks)] = torch.from_numpy(marks)
            inside = (ids > 0).float()
            each = F.binary_cross_entropy_with_logits(tagger(ids, gram_rows), wanted, reduction='none')
            loss = (each * inside).sum() / inside.sum()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
            step += 1
        log(f'tagger epoch {epoch + 1} loss {np.mean(losses):.4f}')
    tagger.eval()


@torch.no_grad()
def predict(tagger, rows, words, grams):
    batches = Batches(rows, words)
    tags = [None] * len(rows)
    order = np.argsort(batches.lengths, kind='stable')
    for at in range(0, len(order), 256):
        chosen = order[at:at + 256]
        ids, gram_rows, _ = batches.take(chosen, grams)
        out = tagger(ids, gram_rows)
        for i, row in enumerate(chosen):
            tags[row] = out[i, :batches.lengths[row]].numpy()
    return tags


def character_f1(rows, tags, least):
    """SemEval-2021 task 5's mean F1 a post, over the letters of words: an empty answer to an empty list counts 1."""
    values = []
    for row, logits in zip(rows, tags):
        marks = np.asarray(row['marks'][:len(logits)]) > 0
        chosen = logits >= least
        sizes = np.asarray([len(token) for token in row['tokens'][:len(logits)]])
        if not marks.any() or not chosen.any():
            values.append(float(marks.any() == chosen.any()))
            continue
        both = (sizes * (marks & chosen)).sum()
        values.append(2 * both / ((sizes * marks).sum() + (sizes * chosen).sum()))
    return float(np.mean(values))


def best_threshold(rows, tags):
    return max(np.linspace(-2.5, 1, 36), key=lambda least: character_f1(rows, tags, least))
