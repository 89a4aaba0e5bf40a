-- Why a file ends holds the words of child and caregiver: it is for those who read the notes, not for all who see the status.
do $$
declare tab text; act text;
begin
    foreach tab in array array ['closure', 'reopening'] loop
        foreach act in array array ['seen', 'added', 'changed', 'removed'] loop
            execute format('drop policy %I on cases.%I', act || '_akoma_protection', tab);
        end loop;
        execute format('call access.protect(%L, %L, 128, %L)', 'cases.' || tab, 'file_id', 'akoma_protection');
    end loop;
end $$;
