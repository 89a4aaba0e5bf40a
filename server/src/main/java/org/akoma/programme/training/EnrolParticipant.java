package org.akoma.programme.training;

import java.util.UUID;
import org.akoma.ground.forms.InputForm;

/**
 * Put somebody on the list of a session.
 *
 * @param structure code; none = several, or one that is not of this house
 * @param account code of an account, whose owner then reads their own record
 */
@InputForm(name = "training.enrol", labels = "training.participant")
public record EnrolParticipant(UUID id, ParticipantDetails details) {}
