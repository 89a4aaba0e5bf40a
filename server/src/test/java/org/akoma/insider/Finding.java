package org.akoma.insider;

/**
 * Something that one account reached and one person alone must not reach.
 *
 * @param rule of the specification of trust, such as {@code G3}
 * @param calls how many calls this walk had made by then
 */
record Finding(String rule, String what, String person, int calls, String request) {

    @Override
    public String toString() {
        return "[%s] %s, by %s after %d calls: %s".formatted(rule, what, person, calls, request);
    }
}
