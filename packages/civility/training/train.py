"""Trains what ships. See README.md: run by train.sh, which prepares the rows, sets the threads and the allocator.

python3 train.py ROWS GLOVE OUT: reads prepared rows and the npm package's embeddings, writes OUT/civility-1.bin
and the dev logits that were chosen on.
"""
import hashlib
import multiprocessing
import os
import sys
import time

import numpy as np
import torch

import export
import linear
import net as nets
import tagger as taggers
from recipes import recipes
from rows import HEAD, HEADS, MEASURED_ON, TRAINED_ON, load_all, load_glove, targets_of, vocabulary

SEED = 20261124
VERSION = 'civility-1'
WORDS = 40_000
EPOCHS = 2
TEACHERS = 2
# Linear views: name -> (heads whose rows are pooled, strength C).
VIEWS = {
    'civil': (['civil.toxicity'], 3.0),
    'wiki': (['wiki.toxic_any'], 4.0),
    'obscene': (['wiki.obscene', 'spans.span_obscene'], 4.0),
    'insult': (['wiki.insult', 'spans.span_insult'], 3.0),
}
started = time.time()
# What the processes of fit_views share.
fitted_on = None


def say(text):
    print(f'{time.time() - started:6.0f} s  {text}', file=sys.stderr, flush=True)


def held_out(row):
    """One training row in twenty-five is kept for choosing weights and for calibration."""
    return int(hashlib.sha1(row['id'].encode()).hexdigest()[:8], 16) % 25 == 0


def view_targets(rows):
    """Rows × views; where one row has several of the pooled heads, their mean; not a number where it has none."""
    out = np.full((len(rows), len(VIEWS)), np.nan, np.float32)
    for i, row in enumerate(rows):
        targets = targets_of(row)
        for view, (heads, _) in enumerate(VIEWS.values()):
            known = [targets[head] for head in heads if head in targets]
            if known:
                out[i, view] = sum(known) / len(known)
    return out


def fit_view(at):
    name, (_, strength) = list(VIEWS.items())[at]
    matrix, targets = fitted_on
    known = np.flatnonzero(np.isfinite(targets[:, at]))
    fitted = linear.fit(matrix[known], targets[known, at], strength)
    say(f'linear view {name}: {len(known)} rows')
    return fitted


def fit_views(matrix, targets):
    """Weights (columns × views) and biases; two views at a time, in processes that share the matrix."""
    global fitted_on
    fitted_on = matrix, targets
    with multiprocessing.get_context('fork').Pool(2) as pool:
        weights, biases = zip(*pool.map(fit_view, range(len(VIEWS)), chunksize=1))
    return np.stack(weights, 1), np.asarray(biases, np.float32)


def train_linear(train, others, words, kept):
    """Views (name -> weights and bias), idf, and their logits on each of `others`."""
    features = linear.Features(words)
    if os.path.exists(kept):
        with np.load(kept) as stored:
            idf, weights, biases = stored['idf'], stored['weights'], stored['biases']
    else:
        matrix = features.matrix(train)
        idf = linear.idf_of(matrix)
        # As the file keeps it, so that lengths agree.
        idf = (np.minimum(np.round(idf * export.IDF_STEPS), 255) / export.IDF_STEPS).astype(np.float32)
        matrix = linear.scaled(matrix, idf)
        say(f'linear features: {matrix.shape[0]} rows, {matrix.nnz / matrix.shape[0]:.0f} each')
        weights, biases = fit_views(matrix, view_targets(train))
        np.savez(kept, idf=idf, weights=weights, biases=biases)
    views = {name: (weights[:, i], biases[i]) for i, name in enumerate(VIEWS)}
    logits = []
    for rows in others:
        out = linear.scaled(features.matrix(rows), idf) @ weights + biases
        logits.append({f'linear:{name}': out[:, i] for i, name in enumerate(VIEWS)})
    return views, idf, logits


def fit_net(start, batches, grams, seed, kept, taught=None):
    """A net, trained unless it is kept from before."""
    torch.manual_seed(seed)
    net = nets.Net(*start)
    if os.path.exists(kept):
        net.load_state_dict(torch.load(kept))
    else:
        nets.train(net, batches, grams, EPOCHS, seed, taught=taught, log=say)
        torch.save(net.state_dict(), kept)
    return net


def lessons(teachers, batches, grams):
    """What the teachers make of the training rows: mean probabilities by row and head."""
    said = (1 / (1 + np.exp(-nets.predict(teacher, batches, grams))) for teacher in teachers)
    return (sum(said) / len(teachers)).astype(np.float16)


def train_net(train, others, words, vectors, out):
    """The net, rounded as it ships, its word lists, and its logits on each of `others`.

    Two nets are trained first; from their mean the third learns every label of every row, not only its source's own.
    """
    index = nets.Words(words)
    table, gram_table = nets.initial_embedding(index, vectors, np.random.default_rng(SEED))
    batches = nets.Batches(train, index)
    other_batches = [nets.Batches(rows, index) for rows in others]
    grams = nets.Grams(index)
    start = table, gram_table, batches.shape.shape[1]
    taught = None
    if not os.path.exists(f'{out}/net.pt'):
        teachers = [fit_net(start, batches, grams, SEED + i, f'{out}/teacher-{i}.pt') for i in range(TEACHERS)]
        taught = lessons(teachers, batches, grams)
    net = fit_net(start, batches, grams, SEED, f'{out}/net.pt', taught)
    # What ships is rounded; measure that.
    for weight in (net.words.weight, net.grams.weight):
        whole, scale = export.rows_to_int8(weight.detach().numpy())
        weight.data.copy_(torch.from_numpy(whole.astype(np.float32) * scale[:, None]))
    logits = [nets.predict(net, rows, grams) for rows in other_batches]
    return net, index, [{f'net:{name}': out[:, i] for i, name in enumerate(HEADS)} for out in logits]


def train_tagger(net, index, train, held, dev):
    """The tagger, the logit from which on a word is marked, and character F1 on the dev rows that SemEval marked."""
    marked = [row for row in train if 'marks' in row and (row['spans_from'] == 'semeval-train' or any(row['marks']))]
    chosen_on = [row for row in held + dev if row.get('spans_from') == 'semeval-train']
    for row in marked + chosen_on:
        index.encode(row['tokens'])
    grams = nets.Grams(index)
    torch.manual_seed(SEED)
    tagger = taggers.Tagger(net.words.weight.detach().clone(), net.grams.weight.detach().clone())
    taggers.train(tagger, marked, index, grams, SEED, log=say)
    tags = taggers.predict(tagger, chosen_on, index, grams)
    least = taggers.best_threshold(chosen_on, tags)
    say(f'tagger: character F1 {taggers.character_f1(chosen_on, tags, least):.4f} on {len(chosen_on)} rows at {least:.2f}')
    return tagger, float(least)


def main(rows_folder, glove, out):
    os.makedirs(out, exist_ok=True)
    every = load_all(rows_folder, TRAINED_ON, 'train')
    train, held = [r for r in every if not held_out(r)], [r for r in every if held_out(r)]
    dev = load_all(rows_folder, TRAINED_ON + MEASURED_ON, 'dev')
    counted = {token for row in train for token in row['tokens']}
    vectors = load_glove(glove, counted)
    words = vocabulary(train, vectors, WORDS)
    say(f'{len(train)} rows, {len(held)} held out, {len(dev)} dev, {len(words)} words')
    net, index, net_logits = train_net(train, [held, dev], words, vectors, out)
    tagger, least = train_tagger(net, index, train, held, dev)
    views, idf, linear_logits = train_linear(train, [held, dev], words, f'{out}/views.npz')
    sources = [{**a, **b} for a, b in zip(net_logits, linear_logits)]
    np.savez_compressed(f'{out}/logits.npz', **{f'{k}/{split}': v for split, s in zip(('held', 'dev'), sources) for k, v in s.items()})
    both = {name: np.concatenate([sources[0][name], sources[1][name]]) for name in sources[0]}
    scores = recipes(held + dev, [targets_of(row) for row in held + dev], both)
    header = {
        'version': VERSION,
        'net': {'places': net.places, 'width': net.window.out_features, 'dims': nets.DIMS, 'hidden': net.hidden.out_features, 'buckets': nets.BUCKETS,
                'shape': len(dev[0]['shape'])},
        'linear': {'letterBuckets': linear.LETTER_BUCKETS, 'pairBuckets': linear.PAIR_BUCKETS, 'views': list(views)},
        'heads': HEADS, 'scores': scores, 'tagger': {'places': taggers.PLACES, 'width': taggers.WIDTH}, 'tags': {'gain': 1.0, 'shift': -least},
    }
    export.write(f'{out}/{VERSION}.bin', header, words, 
                 {**export.net_arrays(net), **export.tagger_arrays(tagger, taggers.PLACES), **export.linear_arrays(words, idf, views)})
    say(f'written: {os.path.getsize(f"{out}/{VERSION}.bin") / 1e6:.1f} MB')


if __name__ == '__main__':
    torch.set_num_threads(2)
    main(*sys.argv[1:4])
