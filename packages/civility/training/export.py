"""Writes the model file that src/model-file.ts reads."""
import json
import struct

import numpy as np

from linear import LETTER_BUCKETS, PAIR_BUCKETS, letters_of
from net import BUCKETS, DIMS

IDF_STEPS = 16
# Columns kept for the attention: the kernel takes eight numbers at a time.
ATTENTION = 8


def rows_to_int8(table):
    scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def padded(weights, columns):
    """Columns filled up with zeros to a multiple of four."""
    return np.pad(weights, [(0, 0)] * (weights.ndim - 1) + [(0, columns - weights.shape[-1])]).astype(np.float32)


def window_matrix(window, places, attend=None):
    """One row a dimension; for each place of the window its columns, then the attention's, then zeros: eight in all."""
    blocks = []
    for p in range(places):
        at = slice(p * DIMS, (p + 1) * DIMS)
        extra = np.zeros((DIMS, ATTENTION))
        if attend is not None:
            extra[:, :attend.shape[0]] = attend[:, at].T
        blocks += [window[:, at].T, extra]
    return np.concatenate(blocks, 1).astype(np.float32)


def window_bias(bias, attend=None):
    extra = np.zeros(ATTENTION)
    if attend is not None:
        extra[:len(attend)] = attend
    return np.concatenate([bias, extra]).astype(np.float32)


def numbers_of(module):
    return {name: value.detach().numpy() for name, value in module.state_dict().items()}


def net_arrays(net):
    state = numbers_of(net)
    words, word_scale = rows_to_int8(state['words.weight'][2:])
    grams, gram_scale = rows_to_int8(state['grams.weight'][1:])
    heads = state['heads.weight'].T
    columns = (heads.shape[1] + 3) // 4 * 4
    return {
        'net.words': words, 'net.wordScale': word_scale, 'net.grams': grams, 'net.gramScale': gram_scale,
        'net.window': window_matrix(state['window.weight'], net.places, state['attend.weight']),
        'net.windowBias': window_bias(state['window.bias'], state['attend.bias']),
        'net.hidden': state['hidden.weight'].T.astype(np.float32), 'net.hiddenBias': state['hidden.bias'].astype(np.float32),
        'net.heads': padded(heads, columns), 'net.headsBias': padded(state['heads.bias'][None], columns)[0],
    }


def tagger_arrays(tagger, places):
    state = numbers_of(tagger)
    return {
        'tagger.window': window_matrix(state['window.weight'], places), 'tagger.windowBias': window_bias(state['window.bias']),
        'tagger.beyond': state['beyond.weight'].T.astype(np.float32), 'tagger.beyondBias': state['beyond.bias'],
        'tagger.pool': state['pool.weight'].T.astype(np.float32), 'tagger.poolBias': state['pool.bias'],
        'tagger.out': state['out.weight'][0].astype(np.float32), 'tagger.outBias': state['out.bias'],
    }


def linear_arrays(words, idf, views):
    """`views`: name -> (weights over word, letter and pair columns; bias)."""
    if not views:
        return {}
    count = len(words)
    weights = np.stack([w * idf for w, _ in views.values()], 1)
    squares = idf.astype(np.float64) ** 2
    letters = slice(count, count + LETTER_BUCKETS)
    # Idfs are kept in sixteenths, in the words' sums too, so that a known word weighs what its spelling would.
    letter_idf = np.minimum(np.round(idf[letters] * IDF_STEPS), 255).astype(np.uint8)
    pair_idf = np.minimum(np.round(idf[count + LETTER_BUCKETS:] * IDF_STEPS), 255).astype(np.uint8)
    by_word = weights[:count].astype(np.float64)
    word_squares = squares[:count].copy()
    for i, word in enumerate(words):
        buckets = np.asarray(letters_of(word)) + count
        by_word[i] += weights[buckets].sum(0)
        word_squares[i] += squares[buckets].sum()
    # Hundreds of parts are summed, so that each may be rough; the few beyond twenty-four deviations are cut.
    parts = weights[count:]
    part_step = np.minimum(np.abs(parts).max(0), 24 * parts.std(0)) / 127
    word_step = np.abs(by_word).max(0) / 32767
    # A bucket's weights and its idf side by side: one look into memory.
    rough = lambda values, of: np.concatenate([np.clip(np.round(values / part_step), -127, 127).astype(np.int8), of.view(np.int8)[:, None]], 1)
    return {
        'linear.bias': np.asarray([b for _, b in views.values()], np.float32),
        'linear.wordStep': word_step.astype(np.float32), 'linear.partStep': part_step.astype(np.float32),
        'linear.words': np.round(by_word / word_step).astype(np.int16), 'linear.wordSquares': word_squares.astype(np.float32),
        'linear.letters': rough(weights[letters], letter_idf), 'linear.pairs': rough(weights[count + LETTER_BUCKETS:], pair_idf),
    }


def write(path, header, words, arrays):
    arrays = {'words': np.frombuffer('\n'.join(words).encode('utf-8', 'surrogatepass'), np.uint8), **arrays}
    table, at = {}, 0
    for name, values in arrays.items():
        table[name] = {'type': str(values.dtype), 'at': at, 'length': int(values.size)}
        at = (at + values.nbytes + 15) // 16 * 16
    text = json.dumps({**header, 'words': len(words), 'arrays': table}, separators=(',', ':')).encode()
    base = (12 + len(text) + 15) // 16 * 16
    with open(path, 'wb') as file:
        file.write(b'MODCIV01' + struct.pack('<I', len(text)) + text)
        for name, values in arrays.items():
            file.write(b'\0' * (base + table[name]['at'] - file.tell()))
            file.write(np.ascontiguousarray(values).tobytes())
