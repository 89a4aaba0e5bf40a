package org.akoma.ground.forms;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The forms of all acts, by their records. */
@Component
public class Forms {

    private final CodeLists lists;
    private final Clock clock;
    private final Map<Class<?>, FormDefinition<?>> known = new ConcurrentHashMap<>();

    public Forms(CodeLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @SuppressWarnings("unchecked") // each is kept under its own type
    public <T> FormDefinition<T> of(Class<T> type) {
        return (FormDefinition<T>) known.computeIfAbsent(type, one -> FormDefinition.of(one, lists, clock));
    }

    /** For a page: the form of an act that makes something new. */
    public FormView view(Class<?> type) {
        return FormView.of(of(type), null, null);
    }

    /** As {@link #view(Class)}, under an id that the page makes: a form that is sent twice makes one thing. */
    public FormView fresh(Class<?> type) {
        return FormView.of(of(type), Ids.next(), null);
    }

    /**
     * For a page: the form of an act that changes something.
     *
     * @param id null when the address says which
     * @param version as the page shows it
     */
    public FormView view(Class<?> type, @Nullable UUID id, int version) {
        return FormView.of(of(type), id, version);
    }
}
