package org.akoma.ground.vault;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown in the place of a sealed text that does not open: a sentence that says so, in every text that the record cannot be without, or in
 * its first one. Facts are empty: an unreadable record says nothing.
 */
final class Unreadable {

    private Unreadable() {}

    /** @return null where nothing of this type can be made: then there is nothing to show */
    static <T> @Nullable T as(Class<T> type, String sentence) {
        Object made = value(type, sentence);
        return made == null ? null : type.cast(made);
    }

    private static @Nullable Object value(Class<?> type, String sentence) {
        if (type == String.class) return sentence;
        if (type == List.class) return List.of();
        if (type == Set.class) return Set.of();
        if (type == Map.class) return Map.of(Vault.UNREADABLE, sentence);
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        return type.isRecord() ? record(type, sentence) : null;
    }

    private static @Nullable Object record(Class<?> type, String sentence) {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        List<@Nullable Object> values = new ArrayList<>();
        boolean said = false;
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            boolean silent = isNullable(parts[i]) && (said || types[i] != String.class);
            values.add(silent ? null : value(types[i], sentence));
            said |= !silent && types[i] == String.class;
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException refused) {
            return null;
        }
    }

    private static boolean isNullable(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
