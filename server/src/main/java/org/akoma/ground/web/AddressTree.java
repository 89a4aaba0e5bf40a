package org.akoma.ground.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;

/**
 * Patterns of addresses in a tree, one level a word between slashes. It finds those that may fit a path: whether they do is left to Spring's own
 * matching, so a candidate too many costs time and nothing else.
 *
 * @param <T> what a pattern leads to
 */
final class AddressTree<T> {

    private static final class Node<T> {
        private final Map<String, Node<T>> words = new HashMap<>();
        /** Below a word with a variable or a wildcard. */
        private @Nullable Node<T> any;

        /** Patterns that end here. */
        private final List<T> here = new ArrayList<>(1);
        /** Patterns that take every path from here on. */
        private final List<T> beyond = new ArrayList<>(0);
    }

    private final Node<T> root = new Node<>();

    /** @param pattern as Spring writes it: {@code /cases/{code}/visits}, {@code /assets/**} */
    void add(String pattern, T leadsTo) {
        Node<T> node = root;
        for (String word : words(pattern)) {
            if (word.contains("**") || word.startsWith("{*")) {
                node.beyond.add(leadsTo);
                return;
            }
            node = next(node, word);
        }
        node.here.add(leadsTo);
    }

    private static <T> Node<T> next(Node<T> node, String word) {
        if (isPlain(word)) return node.words.computeIfAbsent(word, w -> new Node<>());
        if (node.any == null) node.any = new Node<>();
        return node.any;
    }

    private static boolean isPlain(String word) {
        return word.indexOf('{') < 0 && word.indexOf('*') < 0 && word.indexOf('?') < 0;
    }

    /** What may fit this path, in no order. */
    List<T> candidates(PathContainer path) {
        List<T> found = new ArrayList<>(4);
        collect(root, words(path), 0, found);
        return found;
    }

    private static <T> void collect(Node<T> node, List<String> words, int at, List<T> found) {
        found.addAll(node.beyond);
        if (at == words.size()) {
            found.addAll(node.here);
            return;
        }
        Node<T> same = node.words.get(words.get(at));
        if (same != null) collect(same, words, at + 1, found);
        if (node.any != null) collect(node.any, words, at + 1, found);
    }

    /** The words of a path, decoded; an empty one behind a slash at the end and between two slashes. */
    private static List<String> words(PathContainer path) {
        List<String> words = new ArrayList<>();
        String word = null;
        for (PathContainer.Element element : path.elements())
            if (element instanceof PathContainer.PathSegment segment) word = segment.valueToMatch();
            else if (word != null) {
                words.add(word);
                word = "";
            } else word = "";
        if (word != null) words.add(word);
        return words;
    }

    /** The words of a pattern; a slash inside braces belongs to a regular expression. */
    private static List<String> words(String pattern) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        int from = 1;
        for (int at = 1; at <= pattern.length(); at++) {
            if (at == pattern.length() || pattern.charAt(at) == '/' && depth == 0) {
                words.add(pattern.substring(from, at));
                from = at + 1;
            } else if (pattern.charAt(at) == '{') depth++;
            else if (pattern.charAt(at) == '}') depth--;
        }
        return words;
    }
}
