package dev.elementwise.json;

import java.util.Map;

/**
 * How large the parts of a JSON text may be. A size is that of the part's own text in bytes of UTF-8 as it was sent,
 * with the quotes, brackets and white space inside it, without the white space around it.
 *
 * @param depth how many arrays and objects may stand inside each other, counted from an item of {@code items} or else
 *     from a field of the text's object: {@code 1} has the depth 0, {@code [[1]]} the depth 2
 * @param fields the largest size of a field of the text's object, by name
 * @param items the largest size of each item of an array that is a field of the text's object, by that field's name
 */
public record JsonLimits(int depth, Map<String, Integer> fields, Map<String, Integer> items) {

    public JsonLimits {
        fields = Map.copyOf(fields);
        items = Map.copyOf(items);
    }
}
