package org.akoma.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was written of a child and written anew since: nothing of it is lost (trust.md 4). */
@Service
class FormerRecords {

    private static final String READ = "cases.former-read";

    private final CaseWork work;
    private final FormerStore store;

    FormerRecords(CaseWork work, FormerStore store) {
        this.work = work;
        this.store = store;
    }

    /** Newest first; the reading is journalled. Empty when the file or its section does not exist for the actor. */
    Optional<List<Former>> read(Actor actor, String code, Former.Kind kind) {
        return work.open(actor, code, kind.section, READ, file -> of(file.id(), kind));
    }

    /** The newest version of the family that barred a return, as far as the reader reads what was said of it. Call inside an Entry. */
    Optional<Former> barring(UUID file) {
        return of(file, Former.Kind.FAMILY).stream()
                .filter(one -> said(one, "role", Family.Role.TOOK_PART) || said(one, "contact", Family.Contact.UNSAFE))
                .findFirst();
    }

    private static boolean said(Former one, String field, Enum<?> code) {
        Object value = one.fields().get(field);
        return value != null && value.toString().equals(code.name());
    }

    /** The newest version of the family that said otherwise of its part in it, its contact or its safety. Call inside an Entry. */
    Optional<Former> otherwise(UUID file, Family now) {
        Map<String, @Nullable Object> said = FamilyForm.fields(now);
        return of(file, Former.Kind.FAMILY).stream()
                .filter(one -> Stream.of("role", "contact", "safety")
                        .anyMatch(name -> one.fields().get(name) != null
                                && !Objects.equals(one.fields().get(name), said.get(name))))
                .findFirst();
    }

    private List<Former> of(UUID file, Former.Kind kind) {
        return switch (kind) {
            case EXPLOITATION -> store.of(file, ExploitationStore.PLACE, Exploitation.class, ExploitationForm::fields);
            case FAMILY -> store.of(file, FamilyStore.PLACE, Family.class, FamilyForm::fields);
            case IDENTITY -> store.of(file, Identities.PLACE, Identity.class, IdentityForm::fields);
            case TRACING -> store.of(file, TracingStore.PLACE, TracingStore.Sealed.class, FormerRecords::fields);
        };
    }

    private static Map<String, @Nullable Object> fields(TracingStore.Sealed traced) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("verifiedBy", traced.verifiedBy());
        fields.put("found", traced.words().found());
        fields.put("safety", traced.words().safety());
        return fields;
    }
}
