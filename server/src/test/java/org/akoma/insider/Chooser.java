package org.akoma.insider;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses what is done next. What still brings new outcomes comes before what brought none for long, acts before questions, and what is only
 * refused to this account comes seldom. For some steps after an act comes what can be done with the same record or on the same file: acts
 * that did not follow each other yet, and most of all acts that made somebody see more.
 */
final class Chooser {

    private static final int STEPS_WITH_A_RECORD = 8;
    private static final int STEPS_WITH_MORE_SIGHT = 20;

    /** What came of one operation for one account. */
    private static final class Tally {
        int tried;
        int done;
        int refused;
        int sinceNew;
        boolean opens;
        String last = "";
        final Set<String> outcomes = new HashSet<>();
        final Map<String, Integer> files = new HashMap<>();
    }

    private final Random random;
    private final List<Operation> operations;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Integer> followed = new HashMap<>();
    private String touched = "";
    private String act = "";
    private int steps;

    Chooser(Random random, List<Operation> operations) {
        this.random = random;
        this.operations = operations;
    }

    Operation next(String person) {
        if (steps > 0) steps--;
        double[] sums = new double[operations.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weight(operations.get(i), person);
            sums[i] = sum;
        }
        double at = random.nextDouble() * sum;
        int i = 0;
        while (sums[i] < at) i++;
        Operation chosen = operations.get(i);
        if (steps > 0) followed.merge(act + chosen, 1, Integer::sum);
        return chosen;
    }

    private double weight(Operation one, String person) {
        Tally tally = of(one, person);
        double weight = 1 / (1 + 0.25 * tally.sinceNew);
        if (one.reads()) weight *= 0.2;
        if (tally.tried > 3 && tally.refused == tally.tried) return weight * 0.03;
        if (tally.opens) weight *= 3;
        if (tally.done > 0) weight *= 2;
        if (steps == 0 || one.reads()) return weight;
        return weight * nearness(one) / (1 + followed.getOrDefault(act + one, 0));
    }

    /** Acts on the record that was touched last come first, then those of its collection, then those of its file. */
    private double nearness(Operation one) {
        String path = one.path().replaceAll("\\{[^}]*}", "*");
        if (path.equals(touched) || path.startsWith(touched + "/")) return 14;
        int last = touched.lastIndexOf('/');
        if (last > 0 && path.startsWith(touched.substring(0, last))) return 5;
        return touched.startsWith("/api/v1/cases/*") && path.startsWith("/api/v1/cases/*") ? 3 : 1;
    }

    /**
     * Something was done at this address.
     *
     * @param id of the record that came of it; null = none
     * @param opened whether somebody came to see more by it: such acts are done more often, and what follows them is followed longer
     */
    void touched(Operation one, String person, String path, String id, boolean opened) {
        of(one, person).opens |= opened;
        String shape = Knowledge.shape(path).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*");
        boolean ofRecord = shape.matches(".*/\\*/[a-z-]+") && !shape.matches("/api/v1/[a-z]+/\\*/[a-z-]+");
        touched = ofRecord ? shape.substring(0, shape.lastIndexOf('/')) : id == null ? shape : shape + "/*";
        act = one.toString();
        steps = Math.max(steps, opened ? STEPS_WITH_MORE_SIGHT : STEPS_WITH_A_RECORD);
    }

    boolean nearBy() {
        return steps > 0;
    }

    /** Whether an act was tried and never done: perhaps it is for other files than one's own. */
    boolean isStuck(Operation one, String person) {
        Tally tally = of(one, person);
        return tally.done == 0 && tally.tried > 2 && tally.refused < tally.tried;
    }

    /** Whether its last answer was unlike those before. */
    boolean bringsNews(Operation one, String person) {
        return of(one, person).sinceNew == 0;
    }

    /** How often this was tried on a file. */
    int tried(Operation one, String person, String file) {
        return of(one, person).files.getOrDefault(file, 0);
    }

    void count(Operation one, String person, ApiCall answer) {
        Tally tally = of(one, person);
        tally.tried++;
        tally.files.merge(Knowledge.owner(answer.path()), 1, Integer::sum);
        tally.sinceNew = tally.outcomes.addAll(answer.outcomes()) ? 0 : tally.sinceNew + 1;
        if (answer.done()) tally.done++;
        else tally.last = answer.shown() + " " + answer.text();
        if (answer.status() == 403 || answer.status() == 404 || answer.status() == 405) tally.refused++;
    }

    private Tally of(Operation one, String person) {
        return tallies.computeIfAbsent(person + " " + one, key -> new Tally());
    }

    /** Operations that were done at least once. */
    long reached() {
        return tallies.values().stream().filter(tally -> tally.done > 0).count();
    }

    /** Operations that were tried and never done, each with what it was last answered. */
    List<String> unreached() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().tried > 0 && entry.getValue().done == 0)
                .map(entry -> entry.getKey() + " x" + entry.getValue().tried + ": " + entry.getValue().last)
                .toList();
    }
}
