"""What can be done with welcome visits (§ 2 KKG)."""

from schutznetz.kernel.policy import Action


class WelcomeAction(Action):
    LIST = "welcome.list"
    IMPORT = "welcome.import"
    READ_LIST = "welcome.read_list"
    TAKE_OVER = "welcome.take_over"
    FILL_STOP_LIST = "welcome.fill_stop_list"
    CONFIRM_STOP_LIST = "welcome.confirm_stop_list"
    ORDER_LETTERS = "welcome.order_letters"
    MAKE_LETTERS = "welcome.make_letters"
    FETCH_LETTERS = "welcome.fetch_letters"
    FIND = "welcome.find"
    READ = "welcome.read"
    ARRANGE = "welcome.arrange"
    NOTE_RESULT = "welcome.note_result"
    SILENCE = "welcome.silence"
    TODAY = "welcome.today"
    ERASE = "welcome.erase"
    ERASE_LETTERS = "welcome.erase_letters"
    ERASE_LIST = "welcome.erase_list"
    FORGET = "welcome.forget"
