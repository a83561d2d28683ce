"""Writes the model file that src/model-file.ts reads."""
import json
import struct

import numpy as np

from linear import LETTER_BUCKETS, PAIR_BUCKETS, letters_of
from net import BUCKETS, DIMS

IDF_STEPS = 16


def rows_to_int8(table):
    scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def padded(weights, columns):
    """Columns filled up with zeros to a multiple of four."""
    return np.pad(weights, [(0, 0)] * (weights.ndim - 1) + [(0, columns - weights.shape[-1])]).astype(np.float32)


def net_arrays(net):
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    words, word_scale = rows_to_int8(state['words.weight'][2:])
    grams, gram_scale = rows_to_int8(state['grams.weight'][1:])
    window, attend = state['window.weight'], state['attend.weight']
    # For each place of the window, its columns and then the attention's.
    places = [part for p in range(net.places) for part in (window[:, p * DIMS:(p + 1) * DIMS].T, attend[:, p * DIMS:(p + 1) * DIMS].T)]
    heads = state['heads.weight'].T
    columns = (heads.shape[1] + 3) // 4 * 4
    return {
        'net.words': words, 'net.wordScale': word_scale, 'net.grams': grams, 'net.gramScale': gram_scale,
        'net.window': np.concatenate(places, 1).astype(np.float32),
        'net.windowBias': np.concatenate([state['window.bias'], state['attend.bias']]).astype(np.float32),
        'net.hidden': state['hidden.weight'].T.astype(np.float32), 'net.hiddenBias': state['hidden.bias'].astype(np.float32),
        'net.heads': padded(heads, columns), 'net.headsBias': padded(state['heads.bias'][None], columns)[0],
        'net.tag': state['tag.weight'][0].astype(np.float32), 'net.tagBias': state['tag.bias'].astype(np.float32),
    }


def linear_arrays(words, idf, views):
    """`views`: name -> (weights over word, letter and pair columns; bias)."""
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
    step = np.maximum(np.abs(by_word).max(0), np.abs(weights[count:]).max(0)) / 32767
    whole = lambda values: np.round(values / step).astype(np.int16)
    return {
        'linear.bias': np.asarray([b for _, b in views.values()], np.float32), 'linear.step': step.astype(np.float32),
        'linear.words': whole(by_word), 'linear.wordSquares': word_squares.astype(np.float32),
        'linear.letters': whole(weights[letters]), 'linear.letterIdf': letter_idf,
        'linear.pairs': whole(weights[count + LETTER_BUCKETS:]), 'linear.pairIdf': pair_idf,
    }


def write(path, header, words, arrays):
    arrays = {'words': np.frombuffer('\n'.join(words).encode(), np.uint8), **arrays}
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
