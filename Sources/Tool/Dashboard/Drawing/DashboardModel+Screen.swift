package import TerminalUI

extension DashboardModel {
    /// The screen, at the model's size.
    package func screen() -> Screen {
        var screen = Screen(size)
        let layout = layout
        drawHeader(on: &screen, layout)
        if page == nil {
            drawTable(on: &screen, layout)
        } else {
            drawPage(on: &screen, layout)
        }
        drawFooter(on: &screen, layout)
        drawOverlay(on: &screen)
        return screen
    }
}
