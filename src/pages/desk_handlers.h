#pragma once
// One function for each page of an office, and for each press on it.

#include "pages/desk_visit.h"

namespace foothold::pages {

http::response today_page(desk_visit const& v);

http::response cases_page_of(desk_visit const& v);
http::response change_many_cases(desk_visit const& v);
http::response team_page(desk_visit const& v);
http::response absence_page(desk_visit const& v);
http::response arrange_cover(desk_visit const& v);
http::response end_cover_now(desk_visit const& v);

http::response case_page(desk_visit const& v);
http::response add_note(desk_visit const& v);
http::response remove_note(desk_visit const& v);
http::response add_task(desk_visit const& v);
http::response change_task(desk_visit const& v);  // {what}: done, later, again
http::response add_appointment(desk_visit const& v);
http::response change_appointment(desk_visit const& v);  // {what}: cancelled, planned, kept, missed
http::response move_appointment(desk_visit const& v);
http::response note_follow_up(desk_visit const& v);
http::response case_messages_page(desk_visit const& v);
http::response send_case_message(desk_visit const& v);
http::response read_case_messages(desk_visit const& v);

http::response referral_form(desk_visit const& v);
http::response referral_review(desk_visit const& v);
http::response referral_sending(desk_visit const& v);
http::response referral_revocation(desk_visit const& v);
http::response emergency_form(desk_visit const& v);
http::response open_file_in_emergency(desk_visit const& v);
http::response emergency_file_page(desk_visit const& v);
http::response emergencies_page(desk_visit const& v);
http::response emergency_review(desk_visit const& v);

http::response received_page(desk_visit const& v);
http::response received_case_page(desk_visit const& v);
http::response received_answer(desk_visit const& v);

http::response my_messages_page(desk_visit const& v);
http::response send_my_message(desk_visit const& v);
http::response read_my_messages(desk_visit const& v);
http::response answer_my_help_question(desk_visit const& v);
http::response my_data_page(desk_visit const& v);
http::response my_file_json(desk_visit const& v);
http::response my_file_paper(desk_visit const& v);
http::response withdraw_my_permission(desk_visit const& v);
http::response answer_my_plan(desk_visit const& v);
http::response object_to_my_decision(desk_visit const& v);
http::response my_entry_form(desk_visit const& v);
http::response correct_my_entry(desk_visit const& v);
http::response my_erasure_form(desk_visit const& v);
http::response erase_me(desk_visit const& v);

}  // namespace foothold::pages
