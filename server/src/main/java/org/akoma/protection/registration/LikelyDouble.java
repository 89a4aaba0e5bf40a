package org.akoma.protection.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two children whose names sound alike, put before the supervisors of both sides when the second was registered or asked about.
 *
 * @param code of the file that was there; null when the reader does not see it
 * @param other of the file that was opened; null when the reader does not see it, or when none was opened
 * @param opened whether a file was opened at all
 * @param there what the reader sees of the file that was there; null when they do not see it
 * @param made the same of the file that was opened
 * @param askedBy code of who asked, for a reader of the same structure; else null
 * @param lookedBy who said the last of it, for a reader of the same structure; else null
 * @param verdict what two sides say alike; null = they have not yet
 * @param word what the reader's own side says
 * @param speaks whether the reader speaks for a side
 * @param answered whether another side has said something
 * @param words the person who answers for each side, and the answers that the reader may know
 * @param files what each file holds, side by side: for the data protection officer, and for both sides once it is one child
 * @param same what follows where both said that it is one child; null = nothing does, or the reader speaks for no side
 */
record LikelyDouble(
        UUID id,
        @Nullable String code,
        @Nullable String other,
        boolean opened,
        @Nullable String askedBy,
        Instant at,
        @Nullable String lookedBy,
        @Nullable Instant lookedAt,
        @Nullable Verdict verdict,
        @Nullable Facts there,
        @Nullable Facts made,
        @Nullable Verdict word,
        boolean speaks,
        boolean answered,
        List<Word> words,
        List<Held> files,
        @Nullable Same same) {

    public LikelyDouble {
        words = List.copyOf(words);
        files = List.copyOf(files);
    }

    LikelyDouble with(List<Word> said, List<Held> held) {
        return new LikelyDouble(
                id, code, other, opened, askedBy, at, lookedBy, lookedAt, verdict, there, made, word, speaks, answered,
                said, held, same);
    }

    /** Whether the reader still has to say something, or may say something else. */
    public boolean awaitsWord() {
        return verdict == null && speaks && word == null;
    }

    /** That they are two children: while nothing is settled, or the reader's own side takes back that it is one and both files are open. */
    public boolean maySayTwo() {
        boolean takesBack = word == Verdict.SAME
                && same != null
                && !same.over()
                && words.stream().noneMatch(w -> w.side() == Side.CUSTODY);
        return speaks
                && (verdict == null && word != Verdict.ANOTHER
                        || verdict == Verdict.SAME && takesBack
                        || isTakenBack() && word == null);
    }

    /** That they are one child after all: it opens the question again, or the reader's own side does not take it back any more. */
    public boolean maySayOne() {
        return speaks && word != Verdict.SAME && (verdict != Verdict.SAME || isTakenBack());
    }

    /** A side says that they are two children after all, which waits for a second person; the data protection officer has not answered. */
    public boolean isTakenBack() {
        return verdict == Verdict.SAME
                && same != null
                && !same.over()
                && words.stream().anyMatch(w -> w.side() != Side.CUSTODY && w.verdict() == Verdict.ANOTHER)
                && words.stream().noneMatch(w -> w.side() == Side.CUSTODY && w.verdict() == Verdict.SAME);
    }

    /** What tells two children apart without a name. */
    public record Facts(
            String code,
            String sex,
            @Nullable Integer age,
            boolean estimated,
            @Nullable String nationality,
            String country,
            Instant registeredAt) {}

    /**
     * Of one side.
     *
     * @param person code of who speaks for it; null = nobody supervises it, or it is another side that is not named before both said SAME
     * @param verdict null = none yet, or hidden because the reader has not answered
     * @param mine whether the reader speaks for it
     */
    public record Word(
            Side side,
            @Nullable String person,
            @Nullable Verdict verdict,
            @Nullable Instant at,
            boolean mine) {

        /** Whom the reader can write to about it. */
        public boolean another() {
            return !mine && side != Side.CUSTODY && person != null;
        }
    }

    /**
     * What one file holds, by codes alone.
     *
     * @param worker code of who follows the child
     * @param alerts how many are open
     */
    public record Held(
            Side side,
            String code,
            String structure,
            @Nullable String worker,
            String status,
            @Nullable String risk,
            Instant registeredAt,
            boolean plan,
            boolean home,
            int alerts) {}

    /**
     * One child with two files.
     *
     * @param goesOn code of the file that goes on
     * @param closes code of the other one, which ends as a double
     * @param closing the side of that one: both may keep it instead
     * @param over whether not both are open: nothing is left to close
     * @param keeps which one the reader's side would keep; null = it did not choose
     * @param otherKeeps which one the other side would keep; for the data protection officer: a side
     */
    public record Same(
            String goesOn,
            String closes,
            Side closing,
            boolean over,
            @Nullable Side keeps,
            @Nullable Side otherKeeps) {}

    /** Of the pair: whose file was there, whose was opened, and the data protection officer. */
    public enum Side {
        THERE,
        MADE,
        CUSTODY
    }

    public enum Verdict {
        SAME,
        ANOTHER
    }
}
