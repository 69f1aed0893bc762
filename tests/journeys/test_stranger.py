from playwright.sync_api import Page


def test_a_stranger_meets_nothing_of_a_network(page: Page) -> None:
    answer = page.goto("/tannfurt/faelle/")

    assert answer is not None
    assert answer.status == 404
