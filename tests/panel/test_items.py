"""What of a view depends on who looks."""

from custom_components.dji_dock.panel.items import Rights, dock_for


def test_links_to_pages_of_administrators_are_for_them_alone() -> None:
    """Whoever else follows one is sent away by Home Assistant."""
    links = ["/dji-dock/dock/d", "/config/repairs", None]
    view = {"attention": [{"kind": "alarm", "link": link} for link in links]}

    def shown(rights: Rights) -> list[str | None]:
        return [item["link"] for item in dock_for(view, rights)["attention"]]

    assert shown(Rights(control=True, administer=True)) == links
    assert shown(Rights(control=True, administer=False)) == ["/dji-dock/dock/d", None, None]
    # The view itself is everybody's.
    assert [item["link"] for item in view["attention"]] == links
