package org.akoma.protection.placement;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.akoma.FieldError;

/**
 * Whether a child may be returned to a family ({@code trust.md 3}, {@code requirements.md 2.1, steps 5, 7, 10, 11}): facts that others agreed
 * to, and no typed word.
 *
 * @param missing in the order in which they are usually filled
 * @param known false = the reader does not learn what is missing: nothing counts as met
 */
public record ReturnGate(List<Part> missing, boolean known) {

    public ReturnGate {
        missing = List.copyOf(missing);
    }

    public ReturnGate(List<Part> missing) {
        this(missing, true);
    }

    /** For who does not hold every section that it is read from: all is missing, for nothing is known to be met. */
    static ReturnGate unknown() {
        return new ReturnGate(List.of(Part.values()), false);
    }

    /** One thing that a return needs, and the page of the file that fills it. */
    public enum Part {
        /** No alert of danger runs: asked of every home that is no shelter. */
        DANGER("/alerts"),
        /** The family was found, and a supervisor agreed that it is verified. */
        TRACING("/tracing"),
        /** What was verified says that the return is safe. */
        RETURN_SAFE("/tracing"),
        /** Nobody there took part in the trafficking, nor is contact with them unsafe. */
        FAMILY("/identity"),
        ASSESSMENT("/assessment"),
        BEST_INTERESTS("/best-interests"),
        /** By a panel of two professions or more: the child is unaccompanied, or crosses a border. */
        DETERMINATION("/best-interests"),
        /** Case management was answered, and not by a no. */
        CONSENT("/consents");

        private final String page;

        Part(String page) {
            this.page = page;
        }

        public String page() {
            return page;
        }

        /** The key of its text. */
        public String code() {
            if (this == DANGER) return IN_DANGER;
            return "cases.return-missing-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final String IN_DANGER = "cases.move-out-of-danger";

    /** Said instead of what is missing to who does not learn it: the same words whatever the file holds. */
    static final String HIDDEN = "cases.return-not-read";

    /** What is missing of it for any home across a border: the best interests, determined, and the consent. */
    public ReturnGate atABorder() {
        return only(part -> part == Part.BEST_INTERESTS || part == Part.DETERMINATION || part == Part.CONSENT);
    }

    /** What is missing of it for any home at all: that no danger runs. */
    public ReturnGate ofDanger() {
        return only(part -> part == Part.DANGER);
    }

    private ReturnGate only(Predicate<Part> asked) {
        return new ReturnGate(missing.stream().filter(asked).toList(), known);
    }

    public boolean isOpen() {
        return missing.isEmpty();
    }

    /** Everything that is missing, each with the address of the page that fills it; one neutral error for who does not learn what it is. */
    public List<FieldError> errors(String file) {
        if (!known) return missing.isEmpty() ? List.of() : List.of(FieldError.of("kind", HIDDEN));
        return missing.stream()
                .map(part -> FieldError.of("kind", part.code(), "/cases/" + file + part.page()))
                .toList();
    }

    /** Whether an exception that was agreed to for these parts covers what is missing now. */
    boolean isCoveredBy(List<Part> agreed) {
        return agreed.containsAll(missing);
    }
}
