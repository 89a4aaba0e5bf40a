package org.akoma.programme.indicators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was read of the kept counts, until they change: the same question has the same answer for as long as their stamp is the same. Only what every reader
 * who may ask it reads alike is kept, never what one person sees.
 */
@Component
public class CountedAnswers {

    private static final int MOST = 60;

    private final Map<Object, Object> all = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > MOST;
        }
    };

    private @Nullable UUID stamp;

    /**
     * @param asked of the counts, read before; null = nothing was counted, and nothing is kept
     * @param question names the answer and its type: a record of this house
     * @param read answers it from the database; its answer is not changed by anybody
     */
    @SuppressWarnings("unchecked") // a question names the type of its answer
    public <T> T of(@Nullable UUID asked, Record question, Supplier<T> read) {
        if (asked == null) return read.get();
        Object kept = find(asked, question);
        if (kept != null) return (T) kept;
        T answer = read.get();
        keep(asked, question, answer);
        return answer;
    }

    private synchronized @Nullable Object find(UUID asked, Record question) {
        if (!asked.equals(stamp)) {
            all.clear();
            stamp = asked;
        }
        return all.get(question);
    }

    /** Not where the counts have changed meanwhile: then it is the answer of another stamp. */
    private synchronized void keep(UUID asked, Record question, Object answer) {
        if (asked.equals(stamp)) all.put(question, answer);
    }
}
