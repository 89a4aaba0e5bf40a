package org.akoma.protection.schooling;

import org.akoma.ground.forms.InputForm;

/**
 * The structure that is asked to enter attendance answers.
 *
 * @param agreed whether it enters attendance there
 */
@InputForm(name = "assistance.answer-institution", labels = "school.institution")
record AnswerInstitution(Boolean agreed) {}
