package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a package holds, and what became of each child in it.
 *
 * @param from code of the structure whose signature it bears, as this house calls it
 */
public record PackageContents(
        UUID id, String from, String fingerprint, Instant madeAt, Instant expiresAt, List<Child> children) {

    public PackageContents {
        children = List.copyOf(children);
    }

    /** Of one child. */
    public enum State {
        /** A file can be made. */
        READY,
        MADE,
        /** Came before, and its file was erased here; who imports it is asked whether a new file is made. */
        ERASED,
        /** Came before in another package of the same sender; the supervisor of the file is asked whether what came along gives way to this. */
        AGAIN,
        /** What came along with the file gave way to what this package holds. */
        UPDATED,
        /** Imported before: no second file. */
        KNOWN,
        /** Files have names that sound like this child's; nothing was made. */
        MAYBE_KNOWN,
        REFUSED
    }

    /**
     * @param sentAs the file's code at the sender's
     * @param sex empty where the record cannot be read
     * @param age null = not known
     * @param parts how many items of each part of the record
     * @param code of the file that was made; null = none
     * @param alike codes of files with names that sound alike, or of the one that is here of this child
     * @param reason why no file is made, such as {@code packages.content}; null = there is none
     */
    public record Child(
            UUID id,
            String sentAs,
            Purpose purpose,
            boolean minimum,
            String sex,
            @Nullable Integer age,
            String country,
            Map<String, Integer> parts,
            State state,
            @Nullable String code,
            List<String> alike,
            @Nullable String reason) {
        public Child {
            alike = List.copyOf(alike);
        }

        Child made(String as) {
            return with(State.MADE, as, List.of(), null);
        }

        Child maybeKnown(List<String> codes) {
            return with(State.MAYBE_KNOWN, null, codes, "packages.maybe-known");
        }

        /** @param file code of the file that is here */
        Child again(String file) {
            return with(State.AGAIN, null, List.of(file), PackageRefused.Reason.AGAIN.code());
        }

        Child erased() {
            return with(State.ERASED, null, List.of(), PackageRefused.Reason.ERASED.code());
        }

        Child updated(String file) {
            return with(State.UPDATED, file, List.of(), null);
        }

        Child known() {
            return with(State.KNOWN, null, List.of(), PackageRefused.Reason.REPLAY.code());
        }

        Child refused(PackageRefused.Reason why) {
            return with(State.REFUSED, null, List.of(), why.code());
        }

        private Child with(State next, @Nullable String as, List<String> codes, @Nullable String why) {
            return new Child(id, sentAs, purpose, minimum, sex, age, country, parts, next, as, codes, why);
        }
    }

    PackageContents with(List<Child> now) {
        return new PackageContents(id, from, fingerprint, madeAt, expiresAt, now);
    }

    /** Those of whom there is a file now by this package, new or not. */
    public List<Child> arrived() {
        return children.stream()
                .filter(one -> one.state() == State.MADE || one.state() == State.UPDATED)
                .toList();
    }

    /** Those in this state, in the order of the package. */
    public List<Child> in(State state) {
        return children.stream().filter(one -> one.state() == state).toList();
    }
}
