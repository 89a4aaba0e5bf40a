package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Say who was in a session.
 *
 * @param participants ids of participants of the workshop
 */
@InputForm(name = "evaluation.seat-participants", labels = "evaluation.sitting")
record SeatParticipants(
        @Field(example = "01929e04-0000-7000-8000-000000000000") @Size(max = 36)
        List<String> participants) implements Checked {

    @Override
    public List<FieldError> wrong() {
        try {
            ids();
            return List.of();
        } catch (IllegalArgumentException noId) {
            return List.of(FieldError.of("participants", "evaluation.no-participant"));
        }
    }

    List<UUID> ids() {
        return participants.stream().map(UUID::fromString).distinct().toList();
    }
}
